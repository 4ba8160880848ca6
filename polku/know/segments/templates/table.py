"""All templates, in the order in which they are shown."""

from collections.abc import Sequence

from polku.know.segments.templates.buying import BUYING, RFM
from polku.know.segments.templates.others import COMING, REACHING
from polku.know.segments.templates.template import ByChannels, Template

TEMPLATES: tuple[Template | ByChannels, ...] = (*COMING, *BUYING, *REACHING, *RFM)


def templates(channels: Sequence[str]) -> list[Template]:
    """With their rules for these channels."""
    found = []
    for one in TEMPLATES:
        if isinstance(one, Template):
            found.append(one)
        elif (rule := one.rule_for(channels)) is not None:
            found.append(Template(one.key, one.name, one.description, rule))
    return found


def template(key: str, channels: Sequence[str]) -> Template | None:
    return next((one for one in templates(channels) if one.key == key), None)
