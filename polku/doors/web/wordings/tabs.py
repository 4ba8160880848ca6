"""The row of tabs of the composer."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from polku.act.campaigns.models import NATIVE, Campaign
from polku.act.campaigns.natives.lacks import lacks
from polku.act.campaigns.natives.set_up import MOST
from polku.act.campaigns.natives.wordings import by_version
from polku.doors.web import shown as people
from polku.doors.web.channel_names import title_of, titles
from polku.doors.web.wordings.languages import name_of, offered
from polku.doors.web.wordings.theirs import theirs
from polku.kit import ids
from polku.say.channels.registry import channels


@dataclass(frozen=True)
class Tab:
    """`missing`: how many things, and `first`, the first of them in words."""

    row: Campaign
    label: str
    content: str
    is_here: bool
    missing: int
    first: str

    @property
    def pk(self) -> int:
        return int(self.row.pk)


def shown(row: Campaign | None, reader: people.Person | None, *, is_part: bool) -> dict[str, Any]:
    """What the templates need; of a campaign that has not been kept there is only the button.

    `is_part`: of the preview alone, which is asked for while somebody writes.
    """
    there = by_version(row.whole)[row.number % NATIVE] if row is not None else []
    read, others = ((), ()) if is_part else offered()
    made = tabs(there, row, looks=not is_part) if row is not None and len(there) > 1 else []
    number = ids.number(reader.id) if reader is not None else None
    got = theirs(row, number) if made and row is not None and number is not None else None
    return {
        "tabs": made,
        "theirs": next((one for one in made if got is not None and one.pk == got.pk and not one.is_here), None),
        "first_tab": there[0] if there else None,
        "is_variant": row is not None and row.number % NATIVE > 0,
        "is_native": row is not None and row.is_native,
        "can_add": len(there) < MOST,
        "languages_read": read,
        "languages": others,
    }


def tabs(there: list[Campaign], here: Campaign, *, looks: bool = True) -> list[Tab]:
    known, contents = titles(), {one.name: one.content for one in channels()}
    found = []
    for one in there:
        wrong = lacks(one) if looks else []
        content, label = contents.get(one.channel, "text"), label_of(one, there, known)
        found.append(Tab(one, label, content, one.pk == here.pk, len(wrong), wrong[0].sentence if wrong else ""))
    return found


def label_of(one: Campaign, there: list[Campaign], known: dict[str, str] | None = None) -> str:
    """As short as the others let it be: its channel, its language, or both."""
    title, language = title_of(one.channel, known), name_of(one.language)
    if len({other.channel for other in there}) == 1:
        return language
    if not one.language and sum(other.channel == one.channel for other in there) == 1:
        return title
    return _("{channel} · {language}").format(channel=title, language=language)
