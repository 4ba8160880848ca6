"""To whom a wide send goes, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.doors.web.line.wide import names
from polku.doors.web.widgets.amounts import number
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.recipients import ALL, IN, OUT, is_to_nobody_yet, named


def whom(row: LineWide) -> list[str]:
    """Each a part of it; all of them hold."""
    if row.kind == LineWide.Kind.BROADCAST:
        return [_("All friends")]
    if is_to_nobody_yet(row):
        return [_("Nobody chosen yet")]
    found = [*_audiences(row), *_traits(row)] or [_("All friends")]
    if row.most is not None:
        sentence = ngettext(
            "at the most %(shown)s of them, by chance", "at the most %(shown)s of them, by chance", row.most
        )
        found.append(sentence % {"shown": number(row.most)})
    if row.is_up_to_left:
        found.append(_("as many as the month has messages left, by chance"))
    return found


def _audiences(row: LineWide) -> list[str]:
    rows = named(row)

    def called(side: str) -> str:
        return ", ".join(rows[one].segment.name if one in rows else "?" for one in row.wanted.get(side) or ())

    found = []
    if row.wanted.get(IN):
        several = len(row.wanted[IN]) > 1
        sentence = _("In all of: {names}") if several and row.wanted.get("how") == ALL else _("In: {names}")
        found.append(sentence.format(names=called(IN)))
    if row.wanted.get(OUT):
        found.append(_("Not in: {names}").format(names=called(OUT)))
    return found


def _traits(row: LineWide) -> list[str]:
    traits = row.traits
    found = [names.listed(traits[kind]) for kind in ("genders", "apps", "areas") if traits.get(kind)]
    if traits.get("ages"):
        found.append(names.ages(*traits["ages"]))
    if traits.get("periods"):
        found.append(names.periods(*traits["periods"]))
    return found
