"""Reading a comparison and its two amounts."""

from decimal import Decimal

from django.utils.translation import gettext as _

from polku.know.rules.compare.amount import KINDS, OF_ONE, Amount
from polku.know.rules.condition import Node, did_you_mean
from polku.know.rules.did.total import read_amount
from polku.know.rules.happened.events import keys, read_happened
from polku.know.rules.happened.paths import read_path

OPERATORS = ("gt", "gte", "lt", "lte", "is")


def read_both(node: Node) -> tuple[Amount, str, Amount, Decimal]:
    """An amount, an operator, another amount, and how many times this. Raises RuleError."""
    node.allow("compare", "op", "than", "times")
    operator = node.given.get("op")
    if operator not in OPERATORS:
        hint = did_you_mean(str(operator)[:40], OPERATORS)
        raise node.wrong("op", _("this is not one of %(known)s") % {"known": ", ".join(OPERATORS)} + hint)
    times = read_amount(node, "times", node.given.get("times", 1))
    if times <= 0:
        raise node.wrong("times", _("this must be a number above 0"))
    return _read_amount(node, "compare"), operator, _read_amount(node, "than"), times


def _read_amount(node: Node, key: str) -> Amount:
    given = node.given.get(key)
    if not isinstance(given, dict) or len(given) != 1:
        raise node.wrong(key, _("write for example {“last”: {“did”: “Order Completed”, “of”: “revenue”}}"))
    [(kind, inner)] = given.items()
    at = Node(given, node.at(key))
    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS)
        raise at.wrong(kind, _("this is not one of %(known)s") % {"known": ", ".join(KINDS)} + hint)
    if not isinstance(inner, dict) or "did" not in inner or ("of" in inner) != (kind != "count"):
        form = "{“did”: “Order Completed”}" if kind == "count" else "{“did”: “Order Completed”, “of”: “revenue”}"
        raise at.wrong(kind, _("write for example %(form)s") % {"form": form})
    return _read_inner(kind, Node(inner, at.at(kind)))


def _read_inner(kind: str, node: Node) -> Amount:
    allowed = ("did", *keys(), *(() if kind == "count" else ("of",)), *(() if kind in OF_ONE else ("before_last",)))
    node.allow(*allowed)
    is_before_last = node.given.get("before_last", False)
    if not isinstance(is_before_last, bool):
        raise node.wrong("before_last", _("this is true or false"))
    of = read_path(node, "of") if kind != "count" else None
    if of and of.lists and kind in OF_ONE:
        raise node.wrong("of", _("one number is compared, not a list of them; ask for sum, avg, min or max"))
    return Amount(kind, read_happened(node), of, is_before_last)
