"""where: conditions on what stands in an event. Those that begin with the same list are about one element of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, RuleError, Writer
from polku.know.rules.happened.paths import Path, read_path
from polku.know.rules.operators.claim import KEYS, Claim, read_claim
from polku.know.rules.operators.place import Place

MOST = 50


@dataclass(frozen=True)
class Where:
    """What must hold at a path."""

    path: Path
    claim: Claim


def read_where(node: Node) -> Sequence[Where]:
    """Raises RuleError."""
    given = node.given.get("where", [])
    if not isinstance(given, list) or len(given) > MOST:
        form = _("this is a list of up to %(most)d conditions on what stands in the event")
        raise node.wrong("where", form % {"most": MOST})
    return tuple(_read_one(each, node.at(f"where[{index}]")) for index, each in enumerate(given))


def _read_one(given: object, path: str) -> Where:
    if not isinstance(given, dict) or ("prop" in given) == ("context" in given):
        raise RuleError(path, _("write for example {“prop”: “products[].category”, “op”: “is”, “value”: “tea”}"))
    node = Node(given, path)
    key = "prop" if "prop" in given else "context"
    node.allow(key, *KEYS)
    return Where(read_path(node, key), read_claim(node))


def sql_of(where: Sequence[Where], write: Writer) -> list[str]:
    """Over a row of events: what has to be 1."""
    return _all_of([_Part(each, each.path.sql(), each.path.sql(inside=True)) for each in where], 0, write)


@dataclass(frozen=True)
class _Part:
    """A condition, and the SQL of its place: a column, or a variable within lists."""

    where: Where
    value: str
    inside: str


def _all_of(parts: Iterable[_Part], level: int, write: Writer) -> list[str]:
    found = []
    for prefix, group in groupby(
        sorted(parts, key=lambda part: _prefix(part, level)), lambda part: _prefix(part, level)
    ):
        same = list(group)
        if not prefix:
            places = [Place(part.value, part.inside, is_column=level == 0) for part in same]
            found += [part.where.claim.sql(place, write) for part, place in zip(same, places, strict=True)]
        elif same[0].where.path.parts[level + 1] == ():
            found.append(_same_value(same, level, write))
        else:
            found.append(_same_object(same, level, write))
    return found


def _prefix(part: _Part, level: int) -> tuple[str, ...]:
    """The list to which a condition belongs, and whether to its elements themselves; empty: to none."""
    path = part.where.path
    if path.lists == level:
        return ()
    is_last = "" if path.parts[level + 1] == () else "."
    return (path.column, is_last, *path.parts[level])


def _same_value(parts: Sequence[_Part], level: int, write: Writer) -> str:
    """sizes[]: an element of a list of values."""
    list_ = Place(parts[0].value, parts[0].inside, is_column=level == 0)
    holds = " AND ".join(part.where.claim.of_element(f"v{level}", write) for part in parts)
    return f"({list_.is_list()} AND arrayExists(v{level} -> {holds}, {list_.elements()}))"


def _same_object(parts: Sequence[_Part], level: int, write: Writer) -> str:
    """products[].…: an element of a list of objects. What is not asked for is not read."""
    names: dict[str, str] = {}
    within = [
        _Part(
            part.where,
            names.setdefault(part.value, f"e{level}_{len(names)}"),
            names.setdefault(part.inside, f"e{level}_{len(names)}") if part.where.claim.looks_inside else "",
        )
        for part in parts
    ]
    holds = " AND ".join(_all_of(within, level + 1, write))
    return f"arrayExists(({', '.join(names.values())}) -> {holds}, {', '.join(names)})"


def words_of(what: str, where: Sequence[Where]) -> str:
    """ "bought" → "bought where products’ category is “tea” and revenue is at least 5"."""
    if not where:
        return what
    first, *others = [each.claim.sentence(each.path.shown()) for each in where]
    for other in others:
        first = _("%(first)s and %(second)s") % {"first": first, "second": other}
    return _("%(what)s where %(where)s") % {"what": what, "where": first}
