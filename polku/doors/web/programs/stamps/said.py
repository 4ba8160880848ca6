"""From the form to a card's terms, and back."""

from collections.abc import Mapping
from typing import Any

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.stamps.terms import read
from polku.doors.web.programs.stamps.form import REWARDS, StampForm
from polku.know.catalog.prices import written

LIMITS = ("day", "hour", "place_day", "cards")
# Where a problem of the terms is shown.
FIELDS = {
    "rewards": "prize_0",
    "comes.per_minor": "per",
    "comes.least_minor": "least",
    "comes.goods": "comes",
    "double.times": "times",
    "lasts.days": "days",
    "design.color": "color",
} | {f"rewards.{nth}.at": f"at_{nth}" for nth in range(REWARDS)}


def terms_of(form: StampForm, *, before: Mapping[str, Any]) -> dict[str, Any]:
    """`before`: what holds now; what the form does not ask for stays as it was."""
    given = form.cleaned_data.get
    kind, next_card = given("comes") or "visit", given("next")
    goods = {"products": form.named("goods_products"), "categories": form.named("goods_categories")}
    return dict(before) | {
        "title": given("title") or "",
        "size": given("size") or 0,
        "rewards": rewards_of(form),
        "comes": {
            "kind": kind,
            "per_minor": (given("per") or 0) if kind == "amount" else 0,
            "least_minor": (given("least") or 0) if kind == "visit" else 0,
            "goods": goods if kind != "visit" else {},
            "is_by_order": bool(given("is_by_order")),
        },
        "welcome": given("welcome") or 0,
        "double": {
            "weekdays": [int(day) for day in given("double_weekdays") or []],
            "dates": given("double_dates") or [],
            "times": given("times") or 2,
        },
        "lasts": {"days": given("days"), "since": given("since") or "last"},
        "limits": {name: given(name) for name in LIMITS},
        "stores": given("stores") or [],
        "next": int(next_card) if next_card else None,
        "is_shown_empty": bool(given("is_shown_empty")),
        "design": {
            "color": (given("color") or "#1f6f5c").lower(),
            "icon": given("icon") or "star",
            "picture": given("picture") or "",
            "background": given("background") or "",
        },
        "how": given("how") or "",
    }


def rewards_of(form: StampForm) -> list[dict[str, Any]]:
    """Rows with a prize; without a number it is at the last stamp."""
    given, found = form.cleaned_data.get, []
    for nth in range(REWARDS):
        if prize := given(f"prize_{nth}"):
            at = given(f"at_{nth}") or given("size") or 0
            title, amount = given(f"words_{nth}") or "", given(f"amount_{nth}") or 1
            found.append({"at": at, "prize": {"program": int(prize), "amount": amount}, "title": title})
    return found


def initial(program: Program, terms: Mapping[str, Any]) -> dict[str, Any]:
    """Raises TermsProblem, of terms that cannot be read any more."""
    card, currency = read(terms), program.currency
    comes, most, design = card.comes, card.limits, card.design
    rows: dict[str, Any] = {}
    for nth, one in enumerate(card.rewards[:REWARDS]):
        rows |= {f"at_{nth}": one.at, f"prize_{nth}": str(one.prize.program), f"words_{nth}": one.title}
        rows[f"amount_{nth}"] = one.prize.amount if one.prize.amount > 1 else None
    return rows | {
        "name": program.name,
        "title": card.title,
        "currency": currency,
        "bearer": program.bearer,
        "size": card.size,
        "welcome": card.welcome or None,
        "comes": comes.kind,
        "per": written(comes.per_minor, currency) if comes.per_minor else "",
        "least": written(comes.least_minor, currency) if comes.least_minor else "",
        "goods_products": sorted(comes.goods.products),
        "goods_categories": sorted(comes.goods.categories),
        "is_by_order": comes.is_by_order,
        "days": card.lasts.days,
        "since": card.lasts.since,
        **{name: getattr(most, name) for name in LIMITS},
        "double_weekdays": [str(day) for day in sorted(card.double.weekdays)],
        "double_dates": ", ".join(day.isoformat() for day in sorted(card.double.dates)),
        "times": card.double.times,
        "stores": sorted(card.stores),
        "next": str(card.next) if card.next is not None else "",
        "is_shown_empty": card.is_shown_empty,
        "color": design.color,
        "icon": design.icon,
        "picture": design.picture,
        "background": design.background,
        "how": card.how,
    }
