"""where: conditions on what stands in an event. Those that begin with the same list are about one element of it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, RuleError, Writer
from polku.know.rules.happened import typed, written
from polku.know.rules.happened.lists import Where, by_list
from polku.know.rules.happened.paths import read_path
from polku.know.rules.operators.claim import KEYS, read_claim
from polku.know.rules.operators.place import Place

MOST = 50


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
    found = []
    for list_, same in by_list(where, 0):
        if not list_:
            places = [Place(each.path.sql(), each.path.sql(inside=True)) for each in same]
            found += [each.claim.sql(place, write) for each, place in zip(same, places, strict=True)]
        elif list_.of_values:
            found.append(typed.any_value(same, 0, write))
        else:
            # Subcolumns are ten times faster than reading JSON, and cannot see into some lists.
            found.append(f"bitOr({typed.any_object(same, 0, write)}, {written.any_object(same, write)})")
    return found


def crossed_of(where: Sequence[Where], write: Writer) -> list[str]:
    """Over a row of events: 1 where time may have changed a condition after {since:Int64} and up to {now:Int64}."""
    return [sql for each in where if (sql := _crossed(each, write))]


def _crossed(where: Where, write: Writer) -> str:
    if not where.path.lists:
        return where.claim.crossed(Place(where.path.sql(), ""), write)
    crossed = where.claim.crossed(written.Written("found", "", is_column=False), write)
    return crossed and f"arrayExists(found -> {crossed}, {written.values(where.path, write)})"


def words_of(what: str, where: Sequence[Where]) -> str:
    """ "bought" → "bought where products’ category is “tea” and revenue is at least 5"."""
    if not where:
        return what
    first, *others = [each.claim.sentence(each.path.shown()) for each in where]
    for other in others:
        first = _("%(first)s and %(second)s") % {"first": first, "second": other}
    return _("%(what)s where %(where)s") % {"what": what, "where": first}
