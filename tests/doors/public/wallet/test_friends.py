"""A friend's link, what is remembered of it, and the pages on which friends and offers stand."""

from collections.abc import Callable

import pytest
from django.test import Client

from polku.act.rewards import programs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.offers.models import Place
from polku.act.rewards.referrals import link
from polku.act.rewards.referrals.models import Referral, Referrer
from polku.doors.public import brought
from polku.kit import clock
from polku.know.people import find
from polku.know.people.consent.may_send import may_send
from polku.know.people.models import Profile
from tests.doors.public.wallet.conftest import as_person
from tests.say.channels.email.office import Office

pytestmark = pytest.mark.django_db
AGENT = {"HTTP_USER_AGENT": "Mozilla/5.0"}


@pytest.fixture
def live(devi: Profile) -> Callable[..., Program]:
    def make(kind: str, **terms: object) -> Program:
        row = programs.create(kind, {"title": kind.title()} | terms, kind=kind, currency="EUR", by=None)
        programs.become(row, Program.State.LIVE, by=None)
        return row

    return make


@pytest.fixture
def friends(live: Callable[..., Program]) -> Program:
    tea = live("coupon", benefit={"kind": "gift", "gift": "tea"})
    return live("referral", friend={"program": tea.pk}, has_board=True, least_minor=500)


def test_a_friend_comes_by_the_link_and_is_bound_when_they_sign_in(
    friends: Program, signed_in: Client, log_events: Callable[..., None], carry_on: Callable[[], None]
) -> None:
    page = signed_in.get("/p/wallet/friends")
    (one,) = page.context["bringing"]
    path = one.address.partition("//")[2].partition("/")[2]
    browser = Client(**AGENT)

    landed = browser.get(f"/{path}")

    assert (landed.status_code, "Coupon" in landed.text) == (200, True)
    assert Referrer.objects.get().opened == 1
    log_events({"type": "identify", "userId": "emile", "traits": {"email": "emile@shop.example"}})
    carry_on()
    emile = Profile.objects.get(email="emile@shop.example")
    signed = as_person(emile)
    signed.cookies.update(browser.cookies)
    assert signed.get("/p/wallet").cookies[brought.COOKIE].value == ""
    carry_on()
    row = Referral.objects.get()
    assert (find.by_id(row.identity_id), row.state, bool(row.device)) == (emile, "known", True)
    assert "has signed up" in signed_in.get("/p/wallet/friends").text


def test_links_that_lead_to_a_shop_that_are_wrong_and_that_are_over(
    live: Callable[..., Program], friends: Program, devi: Profile
) -> None:
    terms = programs.latest(friends).terms
    programs.change(friends, terms=terms | {"goal": "https://shop.example/?a=1"}, by=None)
    code = link.code_of(link.referrer_of(friends, [devi.id], now_ms=clock.now_ms()))
    browser = Client(**AGENT)

    assert browser.get(f"/r/{code}")["Location"] == f"https://shop.example/?a=1&referral={code}"
    assert brought.COOKIE in browser.cookies
    assert browser.get("/r/7q2mk4tc5h9y0c3x").status_code == 404
    programs.become(friends, Program.State.PAUSED, by=None)
    assert browser.get(f"/r/{code}").status_code == 410
    assert Client(HTTP_USER_AGENT="curl/8").get(f"/r/{code}").cookies == {}


def test_who_comes_for_a_friends_gift_signs_up_without_agreeing_to_news(
    post: Office, friends: Program, devi: Profile, carry_on: Callable[[], None]
) -> None:
    code = link.code_of(link.referrer_of(friends, [devi.id], now_ms=clock.now_ms()))
    browser = Client(**AGENT)
    assert "/p/sign-up/friend?" in browser.get(f"/r/{code}").text
    page = browser.get("/p/sign-up/friend").text
    assert ["A friend has something for you: Coupon" in page, "€5.00 or more" in page, "Hear from us" in page] == [
        True, True, False,
    ]  # fmt: skip

    assert browser.post("/p/sign-up/home", {"email": "emile@shop.example"}).status_code == 422
    assert browser.post("/p/sign-up/friend", {"email": "emile@shop.example"}).status_code == 200
    letter = post.messages()[-1].get_body(("plain",)).get_content()
    assert "messages" not in letter
    done = browser.post("/p/confirm/" + letter.partition("/p/confirm/")[2].split()[0])

    assert "We send you no news" in done.text
    carry_on()
    emile = Profile.objects.get(email="emile@shop.example")
    assert find.by_id(Referral.objects.get().identity_id) == emile
    assert may_send([emile.id], purpose="marketing", channel="email")[emile.id] != ""


def test_without_mail_a_friend_is_sent_to_the_shop(friends: Program, devi: Profile) -> None:
    code = link.code_of(link.referrer_of(friends, [devi.id], now_ms=clock.now_ms()))

    page = Client(**AGENT).get(f"/r/{code}").text

    assert ("/p/sign-up/" in page, "Say this code in the shop" in page) == (False, True)


def test_of_whom_nothing_more_could_be_given_it_is_not_said_that_it_was(
    live: Callable[..., Program], devi: Profile, signed_in: Client
) -> None:
    tea = live("coupon", benefit={"kind": "gift", "gift": "tea"})
    row = live("referral", friend={"program": tea.pk}, referrer={"program": tea.pk})
    brings = link.referrer_of(row, [devi.id], now_ms=clock.now_ms())
    Referral.objects.create(
        program_id=row.pk, terms=1, referrer=brings, identity_id=7, state="rewarded", came_ms=clock.now_ms(), at_ms=1
    )

    page = signed_in.get("/p/wallet/friends").text

    assert ("no more of it could be given" in page, "you have got yours" in page) == (True, False)


def test_only_who_agrees_is_shown_among_the_best(friends: Program, signed_in: Client) -> None:
    signed_in.get("/p/wallet/friends")

    for said, listed in (("show", True), ("hide", False)):
        signed_in.post("/p/wallet/friends", {"program": friends.pk, "do": said})
        assert Referrer.objects.get().is_listed is listed


def test_a_place_is_taken_and_given_back(live: Callable[..., Program], signed_in: Client, by_link: Client) -> None:
    row = live("offer", places=1, about="Twelve seats")

    assert "1 offer" in signed_in.get("/p/wallet").text
    for said, state in (("take", "taken"), ("take", "taken"), ("back", "back")):
        assert signed_in.post(f"/p/wallet/offers/{row.pk}", {"do": said}).status_code == 302
        assert Place.objects.get().state == state
    assert "Take a place" in signed_in.get("/p/wallet/offers").text
    assert by_link.get("/p/wallet/offers").status_code == 302
