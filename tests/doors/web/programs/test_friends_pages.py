"""Bring a friend, benefits and offers on the pages of rewards."""

from collections.abc import Callable

from django.test import Client

from polku.act.rewards import programs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.offers.see import Who
from polku.act.rewards.offers.take import take
from polku.act.rewards.programs import latest
from polku.act.rewards.referrals import link
from polku.act.rewards.referrals.come import Coming, come
from polku.act.rewards.referrals.models import Referral
from polku.kit import clock
from polku.know.people.models import Profile

Make = Callable[..., Program]
Come = Callable[..., list[Profile]]


def test_bring_a_friend_is_written_looked_at_and_written_on(web: Client, make: Make) -> None:
    tea = make()
    said = {
        "name": "Friends", "title": "Bring a friend", "about": "", "friend": tea.pk, "referrer": tea.pk,
        "step1_friends": 3, "step1": tea.pk, "least": "20,00", "wait_days": 14, "within_days": 60, "has_board": "yes",
    }  # fmt: skip

    assert web.post("/rewards/new/referral", said | {"least": "much"}).status_code == 422
    made = web.post("/rewards/new/referral", said)
    row = Program.objects.get(kind="referral")

    assert (made.status_code, made["Location"]) == (302, f"/rewards/{row.pk}")
    assert web.get(made["Location"]).context["promised"].lines == [
        "The friend gets “Autumn tea”",
        "Whoever brings them gets “Autumn tea”",
        "For 3 friends besides: “Autumn tea”",
        "Once the friend has bought for €20.00 or more",
        "14 days after the purchase, if it was not sent back",
        "Within 60 days after coming",
        "The best are shown, of those who agreed",
    ]
    assert 'value="20.00"' in web.get(f"/rewards/{row.pk}/edit").text
    web.post(f"/rewards/{row.pk}/edit", said | {"least": "", "step1": ""})
    assert (latest(row).terms["least_minor"], latest(row).terms["tiers"]) == (0, [])

    tiers = [{"friends": 3 * nth, "prize": {"program": tea.pk, "amount": 1}} for nth in range(1, 6)]
    programs.change(row, terms=latest(row).terms | {"tiers": tiers}, by=None)
    assert "2 more steps were made by the API" in web.get(f"/rewards/{row.pk}/edit").text
    web.post(f"/rewards/{row.pk}/edit", said | {"step1_friends": 2})
    assert [one["friends"] for one in latest(row).terms["tiers"]] == [2, 12, 15]


def test_who_is_held_is_approved_refused_and_thought_over(web: Client, make: Make, come_by: Come) -> None:
    tea = make()
    terms = {"title": "F", "friend": {"program": tea.pk}, "known_days": 365}
    row = programs.create("F", terms, kind="referral", currency="EUR", by=None)
    programs.become(row, "live", by=None)
    aino, devi = come_by("Aino", "Devi")
    referrer = link.referrer_of(row, [aino.id], now_ms=clock.now_ms())
    come([Coming(link.code_of(referrer), devi.id, clock.now_ms())])
    Referral.objects.update(state="held", why="crowd")
    friend = Referral.objects.get()

    page = web.get(f"/rewards/{row.pk}")
    assert [(one.friend.name, one.referrer.name) for one in page.context["held"]] == [("Devi", "Aino")]
    for said, state in (("refuse", "refused"), ("undo", "known")):
        web.post(f"/rewards/{row.pk}/friends/{friend.pk}", {"say": said})
        friend.refresh_from_db()
        assert friend.state == state
    assert web.post(f"/rewards/{row.pk}/friends/{friend.pk}", {"say": "what"}).status_code == 404


def test_a_benefit_is_written_with_what_belongs_to_it(web: Client, make: Make) -> None:
    tea = make()
    said = {"name": "Tenth", "title": "The tenth is ours", "when": "order", "prize": tea.pk, "days_before": 3}

    refused = web.post("/rewards/new/benefit", said)
    web.post("/rewards/new/benefit", said | {"number": 10, "least": "3"})
    row = Program.objects.get(kind="benefit")

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["number"])
    assert web.get(f"/rewards/{row.pk}").context["promised"].lines == [
        "“Autumn tea”",
        "For purchase number 10",
        "A purchase counts from €3.00 on",
    ]
    web.post(f"/rewards/{row.pk}/edit", said | {"when": "birthday"})
    assert latest(row).terms["days_before"] == 3


def test_an_offer_is_written_and_a_place_given_back_for_somebody(web: Client, come_by: Come) -> None:
    said = {"name": "Tasting", "title": "First flush", "what": "event", "how": "draw", "places": 2}
    assert list(web.post("/rewards/new/offer", said).context["form"].errors) == ["drawn_at"]
    web.post("/rewards/new/offer", said | {"how": "first", "ends": "2030-01-01T20:00"})
    row = Program.objects.get(kind="offer")
    programs.become(row, "live", by=None)
    row.refresh_from_db()
    (devi,) = come_by("Devi")
    place = take(row, Who(devi.id, (devi.id,)), now=clock.now())

    page = web.get(f"/rewards/{row.pk}")
    assert [(one.person.name, str(one.state)) for one in page.context["places"]] == [("Devi", "has a place")]
    assert 'value="2030-01-01T20:00"' in web.get(f"/rewards/{row.pk}/edit").text
    web.post(f"/rewards/{row.pk}/places/{place.pk}")
    place.refresh_from_db()
    assert place.state == "back"
