"""What somebody gets for something, as fields of a form: a program of coupons or points, and how many points."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from polku.act.rewards.ledger.models import Program
from polku.kit.amounts import number

GIVEN = (Program.Kind.COUPON, Program.Kind.POINTS)
MOST_POINTS = 100_000_000


def choice() -> forms.ChoiceField:
    return forms.ChoiceField(required=False)


def amount() -> forms.IntegerField:
    return forms.IntegerField(min_value=1, max_value=MOST_POINTS, required=False)


def offer(form: forms.Form, names: Iterable[str], *, kept: Iterable[int] = ()) -> None:
    """Let these fields choose. `kept`: programs that were chosen before, and may have ended since."""
    rows = Program.objects.filter(kind__in=GIVEN).exclude(state=Program.State.ENDED)
    rows |= Program.objects.filter(kind__in=GIVEN, pk__in=list(kept))
    among = [("", ""), *((str(row.pk), row.name) for row in rows.order_by("-pk"))]
    for name in names:
        form.fields[name].choices = among  # type: ignore[attr-defined] # of a field of choices


def prize(given: Mapping[str, Any], name: str) -> dict[str, int] | None:
    """As terms have it; None where nothing is chosen."""
    chosen = given.get(name)
    return {"program": int(chosen), "amount": given.get(f"{name}_amount") or 1} if chosen else None


def initial(name: str, kept: Mapping[str, Any] | None) -> dict[str, Any]:
    """The other way."""
    if not kept:
        return {}
    return {name: str(kept["program"]), f"{name}_amount": kept.get("amount") or 1}


def named(terms: Mapping[str, Any]) -> list[int]:
    """Which program the one prize of terms names."""
    return [terms["prize"]["program"]] if terms.get("prize") else []


def said(kept: Mapping[str, Any] | None) -> str:
    """In words, for the team: the coupon's name, or so many points."""
    if not kept:
        return ""
    row = Program.objects.filter(pk=kept["program"]).first()
    if row is None:
        return _("a program that is gone")
    if row.kind == Program.Kind.COUPON:
        return _("“{name}”").format(name=row.name)
    return _("{amount} of “{name}”").format(amount=number(kept.get("amount") or 1), name=row.name)
