"""A coupon written by clicking: its terms are what was meant, and what is wrong is said at its field."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from polku.act.rewards import programs
from polku.act.rewards.coupons.terms import read
from polku.act.rewards.ledger.models import Program, Terms
from polku.know.catalog.models import CatalogProduct
from polku.know.places.models import Store
from polku.know.segments.segments import create
from tests.doors.web.programs.sent import sent

NEW = "/rewards/new/coupon"
TYPED = {"name": "Autumn", "title": "A tenth off", "benefit": "percent", "percent": "10", "uses": "1", "code": "own"}


def written(web: Client, **typed: Any) -> Any:
    """What is kept of it."""
    answer = web.post(NEW, TYPED | typed)
    assert answer.status_code == 302, answer.context["form"].errors
    return programs.latest(Program.objects.latest("pk")).terms


def wrong(web: Client, **typed: Any) -> dict[str, list[str]]:
    answer = web.post(NEW, TYPED | typed)
    assert answer.status_code == 422
    return dict(answer.context["form"].errors)


def test_all_that_can_be_said_is_kept_and_shown_again_as_it_was(web: Client) -> None:
    Store.objects.create(key="kallio", name="Kallio", time_zone="Europe/Helsinki", week=[], days={})
    regulars = create("Regulars", rule={"trait": "name", "op": "is", "value": "Devi"})
    typed = {
        "most": "5", "goods_categories": ["Tea"], "goods_products": ["sencha"],
        "least": "8,00", "needs_products": ["cup"],
        "stores": ["kallio"], "weekdays": ["1", "2"], "hours": "14–17, 22–02", "is_first_only": "yes",
        "segment": str(regulars.pk),
        "days": "30", "begins": "2026-12-01T10:00", "ends": "2026-12-24T18:00",
        "total": "5000", "person": "1", "person_day": "1",
        "used": "100", "is_stackable": "yes", "code": "shared", "shared": "TEA10", "how": "Show it before you pay.",
    }  # fmt: skip
    terms = written(web, **typed)
    row = Program.objects.get()

    assert terms["benefit"] | {"goods": None} == {
        "kind": "percent", "percent": 10, "most_minor": 500, "minor": 0, "buy": 0, "get": 0, "gift": "", "goods": None,
        "cost_minor": 0,
    }  # fmt: skip
    assert terms["conditions"]["hours"] == [
        {"first": 840, "last": 1020},
        {"first": 1320, "last": 120},
    ]
    assert terms["valid"] == {"begins": "2026-12-01T08:00:00Z", "ends": "2026-12-24T16:00:00Z", "days": 30}
    assert (terms["conditions"]["segment"], terms["conditions"]["least_minor"]) == (regulars.pk, 800)

    shown = web.get(f"/rewards/{row.pk}/edit").context["form"]
    again = {name: shown[name].value() for name in shown.fields if shown[name].value() not in (None, "", False)}
    parts = {name: shown.named(name) for name in ("goods_categories", "goods_products", "needs_products")}
    web.post(f"/rewards/{row.pk}/edit", again | parts)

    assert (Terms.objects.count(), programs.latest(row).terms) == (1, terms)


@pytest.mark.parametrize(
    ("typed", "benefit"),
    [
        ({"benefit": "amount", "minor_amount": "1.234,50"}, {"kind": "amount", "minor": 123450}),
        ({"benefit": "fixed_price", "minor_price": "2.5"}, {"kind": "fixed_price", "minor": 250}),
        ({"benefit": "amount", "minor_amount": "1,200", "currency": "JPY"}, {"kind": "amount", "minor": 1200}),
        ({"benefit": "amount", "minor_amount": "1.250", "currency": "kwd"}, {"kind": "amount", "minor": 1250}),
        ({"benefit": "buy_get", "buy": "2", "get": "1"}, {"kind": "buy_get", "buy": 2, "get": 1}),
        ({"benefit": "bundle", "pieces": "3", "minor_bundle": "10"}, {"kind": "bundle", "buy": 3, "minor": 1000}),
        ({"benefit": "gift", "gift": "A cup"}, {"kind": "gift", "gift": "A cup"}),
        ({"benefit": "free_delivery"}, {"kind": "free_delivery"}),
    ],
)
def test_every_benefit_can_be_written_in_the_currency_of_its_program(
    web: Client, typed: dict[str, str], benefit: dict[str, Any]
) -> None:
    kept = read(written(web, **typed)).benefit

    assert {name: getattr(kept, name) for name in benefit} == benefit
    assert Program.objects.get().currency == typed.get("currency", "EUR").upper()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"percent": "101"}, "percent"),
        ({"benefit": "amount", "minor_amount": ""}, "minor_amount"),
        ({"benefit": "amount", "minor_amount": "0"}, "minor_amount"),
        ({"benefit": "amount", "minor_amount": "12.5", "currency": "JPY"}, "minor_amount"),
        ({"benefit": "bundle", "pieces": "", "minor_bundle": "10"}, "pieces"),
        ({"hours": "late"}, "hours"),
        ({"begins": "2026-12-24T10:00", "ends": "2026-12-01T10:00"}, "ends"),
        ({"code": "shared", "shared": "T"}, "shared"),
        ({"total": "0"}, "total"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(web: Client, typed: dict[str, str], field: str) -> None:
    assert list(wrong(web, **typed)) == [field]
    assert not Program.objects.exists()


def test_ranks_are_those_of_the_ladder_and_one_that_is_gone_stays_until_it_is_taken_away(
    web: Client, make: Callable[..., Program]
) -> None:
    steps = [{"key": "silver", "name": "Silver", "at": 5}, {"key": "gold", "name": "Gold", "at": 9}]
    ladder = programs.create("R", {"title": "R", "by": "visits", "ranks": steps}, kind="ranks", currency="EUR", by=None)
    programs.become(ladder, "live", by=None)
    row = make(conditions={"ranks": ["platinum", "gold"]})
    page = web.get(f"/rewards/{row.pk}/edit")
    shown = sent(page.text)

    web.post(f"/rewards/{row.pk}/edit", shown | {"percent": "20"})
    kept = programs.latest(row)
    told = web.get(f"/rewards/{row.pk}").context
    web.post(f"/rewards/{row.pk}/edit", shown | {"ranks": ["silver"]})

    assert page.context["form"].fields["ranks"].choices == [
        ("silver", "Silver"),
        ("gold", "Gold"),
        ("platinum", "platinum"),
    ]
    assert (kept.number, kept.terms["conditions"]["ranks"]) == (2, ["gold", "platinum"])
    assert "For these ranks: Gold or platinum" in told["promised"].lines
    assert told["hints"] == ["Nobody has these ranks, as no ladder that is live has them: platinum"]
    assert programs.latest(row).terms["conditions"]["ranks"] == ["silver"]


def test_the_coupon_is_seen_while_it_is_written(web: Client) -> None:
    answer = web.post(f"{NEW}/preview", {"title": "Tea", "benefit": "amount", "minor_amount": "500", "currency": "JPY"})

    assert answer.context["seen"].headline == "¥500 off"
    assert web.post(f"{NEW}/preview", {"benefit": "gift"}).context["seen"] is None


def test_goods_are_found_in_the_catalog_and_what_is_ticked_stays(web: Client) -> None:
    for key, name in (("sencha", "Sencha"), ("mocha", "Mocha")):
        CatalogProduct.objects.create(key=key, name=name, price_minor=500, currency="EUR", category="Tea > Green")
    found = web.post("/rewards/goods/goods", {"goods_query": "sen", "goods_products": ["mocha"]}).context["goods"]
    unknown = web.post("/rewards/goods/goods", {"goods_query": "x-9"}).context["goods"]

    assert (found.products, found.found_products) == ([("mocha", "Mocha")], [("sencha", "Sencha")])
    assert unknown.is_unknown
    assert web.post("/rewards/goods/others").status_code == 404
