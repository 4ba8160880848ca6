"""The first or last time in words: "last bought more than 90 days ago"."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from polku.know.rules.did.measure import Comparison
from polku.know.rules.did.words import BOUGHT
from polku.know.rules.durations import length
from polku.know.rules.happened.events import Happened
from polku.know.rules.happened.lists import Where
from polku.know.rules.happened.where import words_of


def in_words(which: str, happened: Happened, age: Comparison | None, where: Sequence[Where]) -> str:
    """The whole sentence."""
    what = _did(which, happened.name)
    if age:
        what = _long_ago(age) % {"what": what, "low": length(age.numbers[0]), "length": length(age.numbers[-1])}
    said = happened.sentence(what)
    if where and happened.where:
        said = _("%(what)s, that one") % {"what": said}
    return words_of(said, where)


def _did(which: str, event: str) -> str:
    if event == BOUGHT:
        return _("first bought") if which == "first" else _("last bought")
    return (_("first did “%(event)s”") if which == "first" else _("last did “%(event)s”")) % {"event": event}


def _long_ago(age: Comparison) -> str:
    return {
        "gt": _("%(what)s more than %(length)s ago"),
        "gte": _("%(what)s at least %(length)s ago"),
        "lt": _("%(what)s less than %(length)s ago"),
        "lte": _("%(what)s at most %(length)s ago"),
        "between": _("%(what)s %(low)s to %(length)s ago"),
    }[age.name]
