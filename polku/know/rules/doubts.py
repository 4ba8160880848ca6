"""What a rule asks for that was never received: legal, but perhaps not meant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from polku.kit import columns
from polku.know.rules import known
from polku.know.rules.condition import did_you_mean
from polku.know.rules.tree import read
from polku.know.rules.walk import written_out

MOST = 20
LOOK_S = 2  # at everything, for what the sample does not hold
NOT_TRAITS = ("email", "phone", "polku")  # known of people also where no trait says so
MET_LATE = ("Segment Joined", "Segment Left")  # segments follow no news of segments: they would chase each other

# Whether anybody, or anything, has a field that begins so. Stops at the first.
HAS = "arrayExists(one -> one = {key:String} OR startsWith(one, concat({key:String}, '.')), JSONAllPaths(%s))"
ANY_PERSON = f"SELECT 1 FROM people WHERE gone = 0 AND {HAS % 'traits'} LIMIT 1"  # noqa: S608 ours
ANY_EVENT = f"SELECT 1 FROM events WHERE name = {{event:String}} AND {HAS % 'properties'} LIMIT 1"  # noqa: S608 ours


@dataclass(frozen=True)
class Doubt:
    """`path`: where in the rule."""

    path: str
    sentence: str


@dataclass(frozen=True)
class Named:
    """Something that a rule calls by its name."""

    path: str
    kind: str  # did, trait, prop
    name: str
    event: str = ""


def doubts(rule: object, now: datetime) -> list[Doubt]:
    """The first ones; none while the columns cannot be asked. Raises RuleError."""
    own = [
        Doubt(f"{place.path}.{key}".lstrip("."), sentence)
        for place in written_out(read(rule))
        for key, sentence in place.condition.doubts()
    ]
    found: list[Doubt] = []
    try:
        for named in _named(rule, "", ""):
            sentence = _doubt(named, now)
            if sentence and len(found) < MOST:
                found.append(Doubt(named.path, sentence))
    except columns.ColumnsError:
        return own
    return [*found, *own][:MOST]


def _named(node: Any, path: str, event: str) -> Iterator[Named]:
    """In the order in which they stand there."""
    if isinstance(node, list):
        for index, one in enumerate(node):
            yield from _named(one, f"{path}[{index}]", event)
    if not isinstance(node, Mapping):
        return
    said = node.get("did")
    event = said if isinstance(said, str) else event
    for key, value in node.items():
        below = f"{path}.{key}" if path else key
        if key in ("did", "trait") and isinstance(value, str):
            yield Named(below, key, value)
        elif key in ("prop", "of") and isinstance(value, str) and event:
            yield Named(below, "prop", value, event)
        else:
            yield from _named(value, below, event)


def _doubt(named: Named, now: datetime) -> str:
    names = [one.name for one in known.events(now)]
    if named.kind == "did" and named.name in MET_LATE:
        return _(
            "who joins or leaves a segment meets this only when something else is heard of them;"
            " ask whether they are in the segment instead"
        )
    if named.kind == "did":
        form = _("no event “%(name)s” came in the last 90 days")
        return "" if named.name in names else _said(form, named.name, names)
    if named.kind == "trait":
        if named.name.split(".")[0] in NOT_TRAITS:
            return ""
        paths = [one.path for one in known.traits()]
        is_there = _is_there(ANY_PERSON, named.name, paths)
        return "" if is_there else _said(_("nobody has a trait “%(name)s”"), named.name, paths)
    if named.event not in names:
        return ""  # said of the event itself
    paths = [one.path for one in known.properties(named.event, now)]
    is_there = _is_there(ANY_EVENT, named.name, paths, named.event)
    return "" if is_there else _said(_("no event of this name has a property “%(name)s”"), named.name, paths)


def _is_there(sql: str, path: str, paths: list[str], event: str = "") -> bool:
    """In the sample, or else anywhere. What takes too long to be found is not doubted."""
    outside, _brackets, within = path.partition("[]")
    if path in paths or path.removesuffix("[]") in paths:
        return True
    if within and outside in paths:
        return False  # what a list holds is known by the sample alone
    try:
        return bool(columns.query(sql, {"key": outside, "event": event}, time_limit_s=LOOK_S, max_threads=1))
    except columns.TooSlow:
        return True


def _said(form: str, name: str, names: list[str]) -> str:
    return form % {"name": name} + did_you_mean(name, names)
