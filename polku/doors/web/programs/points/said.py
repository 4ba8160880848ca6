"""From the form to the terms of points, and back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.points.terms import Per, read
from polku.doors.web.programs.points.form import MORES, PointsForm
from polku.know.catalog.prices import written

# Where a problem of the terms is shown.
FIELDS = {
    "per": "per_points",
    "expiry": "expiry_days",
    "expiry.days": "expiry_days",
    "expiry.years": "expiry_years",
    "rate": "rate_points",
}


def terms_of(form: PointsForm, *, before: Mapping[str, Any]) -> dict[str, Any]:
    """`before`: what holds now; what the form does not ask for stays as it was."""
    given = form.cleaned_data.get
    per = [{"points": given("per_points"), "minor": given("per_amount")}] if given("per_points") else []
    for points, amount, part in MORES:
        if given(points):
            goods = {"products": form.named(f"{part}_products"), "categories": form.named(f"{part}_categories")}
            per.append({"points": given(points), "minor": given(amount), "goods": goods})
    _all, _some, rest = _shared_out(read(before).per) if before else (None, (), ())
    way = given("expiry")
    rate = None
    if given("rate_points"):
        least = given("rate_least") or 1
        rate = {"points": given("rate_points"), "minor": given("rate_amount"), "least": least}
    return dict(before) | {
        "title": given("title") or "",
        "unit": given("unit") or "",
        "per": [*per, *[_said(one) for one in rest]],
        "deeds": given("deeds") or [],
        "rounding": given("rounding") or "down",
        "pending_days": given("pending_days") or 0,
        "expiry": {
            "days": given("expiry_days") if way == "days" else None,
            "years": given("expiry_years") if way == "years" else None,
        },
        "rate": rate,
        "rewards": given("rewards") or [],
        "sources": given("sources") or [],
        "how": given("how") or "",
    }


def initial(program: Program, terms: Mapping[str, Any]) -> dict[str, Any]:
    """Raises TermsProblem, of terms that cannot be read any more."""
    points, currency = read(terms), program.currency
    of_all, of_some, _rest = _shared_out(points.per)
    expiry, rate = points.expiry, points.rate
    return {
        "name": program.name,
        "title": points.title,
        "unit": points.unit,
        "how": points.how,
        "currency": currency,
        "bearer": program.bearer,
        "per_points": of_all.points if of_all is not None else None,
        "per_amount": written(of_all.minor, currency) if of_all is not None else "",
        **{
            name: value for more, one in zip(MORES, of_some, strict=False) for name, value in _more(more, one, currency)
        },
        "rounding": points.rounding,
        "pending_days": points.pending_days or None,
        "expiry": "days" if expiry.days is not None else "years" if expiry.years is not None else "never",
        "expiry_days": expiry.days,
        "expiry_years": expiry.years,
        "rate_points": rate.points if rate is not None else None,
        "rate_amount": written(rate.minor, currency) if rate is not None else "",
        "rate_least": rate.least if rate is not None and rate.least > 1 else None,
        "sources": [str(number) for number in sorted(points.sources)],
        "deeds": [
            {"deed_event": one.event, "deed_points": str(one.points), "deed_most": str(one.most_day or "")}
            for one in points.deeds
        ],
        "rewards": [
            {
                "reward_title": one.title,
                "reward_points": str(one.points),
                "reward_program": str(one.prize.program),
                "reward_amount": str(one.prize.amount) if one.prize.amount > 1 else "",
            }
            for one in points.rewards
        ],
    }


def _more(names: tuple[str, str, str], one: Per, currency: str) -> Iterator[tuple[str, Any]]:
    points, amount, goods = names
    yield points, one.points
    yield amount, written(one.minor, currency)
    yield f"{goods}_products", sorted(one.goods.products)
    yield f"{goods}_categories", sorted(one.goods.categories)


def _shared_out(per: Sequence[Per]) -> tuple[Per | None, Sequence[Per], Sequence[Per]]:
    """The first rule for all goods, the first ones for some, and the others: those can be written by API only."""
    all_of = [one for one in per if not one.goods.products and not one.goods.categories]
    some = [one for one in per if one.goods.products or one.goods.categories]
    most = len(MORES)
    return next(iter(all_of), None), some[:most], [*all_of[1:], *some[most:]]


def _said(one: Per) -> dict[str, Any]:
    goods = {"products": sorted(one.goods.products), "categories": sorted(one.goods.categories)}
    return {"points": one.points, "minor": one.minor, "goods": goods}
