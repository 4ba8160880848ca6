"""Languages by their own names, those first that people read."""

from collections.abc import Sequence

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from polku.kit.columns import ColumnsError
from polku.know.people.language_names import own_name
from polku.know.people.languages import SAID_AS, tag
from polku.know.rules import known

Choices = Sequence[tuple[str, str]]


def name_of(language: str) -> str:
    """ "日本語"; of one without a name the tag itself, "" for everybody else."""
    if not language:
        return _("All other languages")
    return own_name(language)


def offered() -> tuple[Choices, Choices]:
    """(tag, name): those that people read, the most frequent first; and all others by name."""
    read = list(dict.fromkeys(_read()))
    others = sorted({one for one in LANG_INFO if "name_local" in LANG_INFO[one]} - set(read), key=name_of)
    return [(one, name_of(one)) for one in read], [(one, name_of(one)) for one in others]


def _read() -> list[str]:
    try:
        fields = [field for field in known.traits() if field.path in SAID_AS]
    except ColumnsError:
        return []
    said = [(one.share * field.share, str(one.value)) for field in fields for one in field.values]
    return [found for _share, value in sorted(said, reverse=True) if (found := tag(value)) is not None]
