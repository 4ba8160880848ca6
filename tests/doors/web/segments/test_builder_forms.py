"""The forms of the builder that ask more than one thing, filled in as one does without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
Click = Callable[..., Any]
ORDER = "Order Completed"


@pytest.fixture
def page(web: Client, shoppers: None) -> Any:
    return web.get("/segments/new")


def the_rule(page: Any) -> Any:
    [only] = page.context["stage"].rule["all"]
    return only


def test_the_last_time_asks_how_long_ago_and_what_stood_in_it(page: Any, click: Click) -> None:
    page = click(click(page, "add:occurrence:r1"), "look", **{"r2.did": ORDER, "r2.age": "between"})
    page = click(click(page, "add:that_where:r2"), "look", **{"r3.prop": "currency", "r3.value": "EUR"})

    where = [{"prop": "currency", "op": "is", "value": "EUR"}]
    assert the_rule(page) == {"last": {"did": ORDER}, "ago": {"between": ["90d", "180d"]}, "where": where}
    assert page.context["look"].count == 0


def test_the_first_time_may_be_the_first_of_some(page: Any, click: Click) -> None:
    page = click(click(page, "add:occurrence:r1"), "look", **{"r2.which": "first", "r2.did": ORDER, "r2.age": "lt"})
    page = click(click(page, "add:which_where:r2"), "look", **{"r3.prop": "currency", "r3.value": "EUR"})

    where = [{"prop": "currency", "op": "is", "value": "EUR"}]
    assert the_rule(page) == {"first": {"did": ORDER, "where": where}, "ago": {"lt": "90d"}}


def test_a_number_stands_against_another_and_both_stay_where_they_are(page: Any, click: Click) -> None:
    page = click(click(page, "add:compare:r1"), "look", **{"r3.did": ORDER, "r4.did": ORDER})
    offered = {one.value for one in page.context["cards"][0].inside[0].inside[0].fields[2].options}
    page = click(page, "look", **{"r3.of": "revenue", "r4.of": "revenue", "r2.times": "0.5"})
    page = click(click(page, "remove:r3"), "down:r4")

    last, earlier = {"did": ORDER, "of": "revenue"}, {"did": ORDER, "of": "revenue", "before_last": True}
    assert the_rule(page) == {"compare": {"last": last}, "op": "gt", "than": {"avg": earlier}, "times": 0.5}
    assert offered == {"revenue"}  # numbers only, and none within lists
    assert click(page, "look").context["look"].count == 1


def test_a_time_and_the_calendar_hold_together(page: Any, click: Click) -> None:
    page = click(click(page, "add:did:r1"), "look", **{"r2.did": ORDER, "r2.when": "within"})
    page = click(page, "look", **{"r2.also_on": "yes"})
    days = {"r2.on_sat": "yes", "r2.on_sun": "yes", "r2.from_hour": "18", "r2.zone": "person"}
    page = click(page, "look", **days)

    on = {"weekdays": ["sat", "sun"], "hours": [18, 24], "zone": "person"}
    assert the_rule(page) == {"did": ORDER, "within": "30d", "on": on}


def test_by_the_calendar_begins_with_this_month(page: Any, click: Click) -> None:
    page = click(click(page, "add:did:r1"), "look", **{"r2.did": ORDER, "r2.when": "on"})

    assert the_rule(page) == {"did": ORDER, "on": "this_month"}
    assert not page.context["look"].is_wrong


@pytest.mark.parametrize("comparison", ["gte", "lte", "gt", "lt", "eq", "between"])
def test_different_values_are_counted_exactly(page: Any, click: Click, comparison: str) -> None:
    page = click(click(page, "add:did:r1"), "look", **{"r2.did": ORDER, "r2.measure": "distinct"})
    page = click(page, "look", **{"r2.of": "products[].name", "r2.compare": comparison, "r2.distinct_exact": "yes"})

    number = [1, 10] if comparison == "between" else 1
    assert the_rule(page) == {"did": ORDER, "distinct": {"of": "products[].name", "exact": True, comparison: number}}


def test_what_came_along_with_an_event_is_picked_from_what_was_received(page: Any, click: Click) -> None:
    page = click(click(page, "add:did:r1"), "add:where:r2", **{"r2.did": ORDER})
    page = click(page, "look", **{"r3.in": "yes"})

    picker = page.context["cards"][0].inside[0].inside[0].fields[0]
    assert picker.field.known == "contexts:{event}"
    assert the_rule(page)["where"] == [{"context": "", "op": "is", "value": ""}]


def test_a_trait_stands_against_another_of_the_same_person(page: Any, click: Click) -> None:
    page = click(click(page, "add:trait:r1"), "look", **{"r2.trait": "city", "r2.than": "trait"})
    page = click(page, "look", **{"r2.other": "home_city"})

    assert the_rule(page) == {"trait": "city", "op": "is", "value": {"trait": "home_city"}}


def test_a_new_condition_asks_for_what_it_needs_and_is_not_called_wrong(page: Any, click: Click) -> None:
    look = click(page, "add:did:r1").context["look"]

    assert (look.said["r2"].asks, look.said["r2"].faults) == ("Choose first: Event", [])
