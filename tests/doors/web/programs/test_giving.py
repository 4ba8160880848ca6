"""Giving to people by clicking, and taking back."""

from collections.abc import Callable

import pytest
from django.test import Client

from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.errands import run
from polku.act.rewards.errands.models import Errand
from polku.act.rewards.ledger.models import Lot, Program
from polku.kit import clock
from polku.know.people.models import Profile

Make = Callable[..., Program]
Come = Callable[..., list[Profile]]


def test_people_who_are_typed_are_counted_and_get_one_each(web: Client, make: Make, come_by: Come) -> None:
    devi, emile = come_by("Devi", "Emile")
    tea = make()
    typed = {"whom": "people", "people": f"{devi.email}\nemile"}
    address = f"/rewards/{tea.pk}/give"

    assert web.post(address, typed | {"do": "count"}).context["count"] == 2
    once = {"once": web.get(address).context["once"]}
    for _twice in "12":
        assert web.post(address, typed | once).status_code == 302
    while run.tick(clock.now()):
        pass

    assert set(Lot.objects.values_list("identity_id", flat=True)) == {devi.id, emile.id}
    shown = web.get(f"/rewards/{tea.pk}/errands").context["errands"]
    assert [(one.words, one.row.got) for one in shown] == [("Given to 2 people", 2)]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"whom": "people", "people": ""}, "people"),
        ({"whom": "people", "people": "nobody@example.com"}, "people"),
        ({"whom": "segment"}, "segment"),
        ({}, "whom"),
    ],
)
def test_whom_nobody_knows_is_said_at_the_field(web: Client, make: Make, typed: dict[str, str], field: str) -> None:
    answer = web.post(f"/rewards/{make().pk}/give", typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Errand.objects.exists()


def test_everybody_gets_one(web: Client, make: Make, come_by: Come, follow: Callable[[], None]) -> None:
    come_by("Devi", "Emile")
    follow()
    tea = make()
    web.post(f"/rewards/{tea.pk}/give", {"whom": "everybody"})
    while run.tick(clock.now()):
        pass

    assert Lot.objects.count() == 2


def test_what_is_open_is_taken_back_with_a_reason(web: Client, make: Make, come_by: Come) -> None:
    devi, emile = come_by("Devi", "Emile")
    tea = make()
    issue(tea, [devi.id, emile.id], "welcome", now=clock.now())
    address = f"/rewards/{tea.pk}/withdrawal"

    assert web.post(address, {"whom": "everybody", "reason": ""}).status_code == 422
    web.post(address, {"whom": "people", "people": "devi", "reason": "asked for it"})
    while run.tick(clock.now()):
        pass

    assert list(Lot.objects.filter(left__gt=0).values_list("identity_id", flat=True)) == [emile.id]


def test_the_page_looks_at_all_of_it_again_once_giving_is_through(web: Client, make: Make, come_by: Come) -> None:
    come_by("Devi")
    tea = make()
    web.post(f"/rewards/{tea.pk}/give", {"whom": "people", "people": "devi"})
    address = f"/rewards/{tea.pk}/errands"
    before = web.get(address)
    while run.tick(clock.now()):
        pass

    assert ("HX-Refresh" in before, "every 1s" in before.text) == (False, True)
    assert web.get(address)["HX-Refresh"] == "true"
