"""What somebody has, on their phone: what ends first, its code, and nothing of anybody else's."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from polku.act.rewards import prizes, programs
from polku.act.rewards.codes import own
from polku.act.rewards.coupons import redeem
from polku.act.rewards.coupons.held import held
from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.ledger.models import Lot, Program
from polku.doors.public.limits import is_too_often
from polku.doors.public.wallet.looking import KEY
from polku.kit import clock, ids
from polku.know.people.find import by_identity
from polku.know.people.models import Profile
from polku.know.places.models import Store
from tests.doors.public.wallet.conftest import as_person

pytestmark = pytest.mark.django_db(transaction=True)
TEN = {"kind": "percent", "percent": 10}
Give = Callable[..., Lot]


@pytest.fixture
def give(devi: Profile) -> Give:
    """`give("Ten off", ends=…)`: to Devi, or to `to`."""

    def make(title: str = "Ten off", *, to: Profile | None = None, **more: Any) -> Lot:
        terms = {"title": title, "benefit": TEN, **more}
        program = programs.create(title, terms, currency="EUR", by=None)
        programs.become(program, Program.State.LIVE, by=None)
        issue(Program.objects.get(pk=program.pk), [(to or devi).id], "test", now=clock.now())
        return Lot.objects.latest("pk")

    return make


@pytest.fixture
def emile(log_events: Callable[..., None], carry_on: Callable[[], None], team: object) -> Profile:
    log_events({"type": "identify", "userId": "emile", "traits": {"email": "emile@shop.example"}})
    carry_on()
    found = by_identity("user_id", "emile")
    assert found is not None
    return found


def page_of(lot: Lot) -> str:
    return f"/p/wallet/coupons/{ids.public(lot.pk)}"


def code_of(lot: Lot) -> str:
    return own.code_of(lot.pk, key=settings.SECRET_KEY)


def use(lot: Lot, **more: Any) -> None:
    redeem.redeem(f"test {lot.pk} {lot.left}", redeem.Wanted(lot.pk, clock.now(), **more))


def test_what_ends_first_stands_first(signed_in: Client, give: Give) -> None:
    now = clock.now()
    for title, days in (("No end", None), ("Later", 20), ("Soon", 2)):
        give(title, valid={"ends": (now + timedelta(days=days)).isoformat()} if days else {})
    give("Not yet", valid={"begins": (now + timedelta(days=3)).isoformat()})
    used = give("Used up")
    use(used)

    shown = signed_in.get("/p/wallet").text

    places = [shown.index(f"<b><bdi>{title}</bdi></b>") for title in ("Soon", "Later", "No end", "Not yet", "Used up")]
    assert places == sorted(places)
    assert "Used and ended" in shown


def test_a_coupon_is_shown_with_its_code_and_seen_once_a_day(
    signed_in: Client, give: Give, log_told: Callable[[str], list[dict[str, object]]]
) -> None:
    lot = give("Ten off tea", how="Say hello.\nThen show it.", conditions={"least_minor": 2000})

    shown = signed_in.get(page_of(lot)).text
    signed_in.get(page_of(lot))

    assert code_of(lot) in shown
    assert ('class="qr"' in shown, 'class="bars"' in shown) == (True, True)
    assert ("Say hello.<br>Then show it." in shown, "€20" in shown) == (True, True)
    assert [told["grant"] for told in log_told("Coupon Viewed")] == [ids.public(lot.pk)]


def test_a_link_shows_titles_and_no_codes(by_link: Client, give: Give) -> None:
    lot = give("Ten off tea")

    wallet, coupon = by_link.get("/p/wallet").text, by_link.get(page_of(lot)).text

    assert ("Ten off tea" in wallet, "Ten off tea" in coupon) == (True, True)
    assert "Is it you?" in coupon
    for page in (wallet, coupon):
        assert (code_of(lot) in page, "<path" in page, "Devi" in page, "/p/preferences" in page) == (False,) * 4
    for address in (f"{page_of(lot)}/state", "/p/wallet/history", "/p/wallet/mine", "/p/wallet/settings"):
        assert by_link.get(address)["Location"].startswith("/p/wallet/sign-in?to=")


def test_somebody_elses_coupon_is_not_there(signed_in: Client, give: Give, emile: Profile) -> None:
    theirs = give("For Emile", to=emile)

    for address in (page_of(theirs), f"{page_of(theirs)}/state"):
        assert signed_in.get(address).status_code == 404
    made_up = [signed_in.get(f"/p/wallet/coupons/{public_id}") for public_id in ("0" * 13, "x", "9" * 13)]
    assert [answer.status_code for answer in made_up] == [404] * 3
    plain = [re.sub(r"[0-9a-z]{13}", "", answer.text) for answer in (signed_in.get(page_of(theirs)), made_up[0])]
    assert plain[0] == plain[1]
    assert "For Emile" not in signed_in.get("/p/wallet").text
    assert as_person(emile).get(page_of(theirs)).status_code == 200


def test_guessing_is_slowed_down(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    now_ms = clock.now_ms()
    monkeypatch.setattr(clock, "now_ms", lambda: now_ms)  # within one minute
    for _time in range(58):
        is_too_often("wrong link", "127.0.0.1", most=60)

    answers = [signed_in.get(f"/p/wallet/coupons/{ids.public(number)}").status_code for number in range(4)]

    assert answers == [404, 404, 429, 429]


def test_the_page_learns_that_it_was_used(signed_in: Client, give: Give) -> None:
    lot = give("Twice", limits={"uses": 2})
    before = signed_in.get(f"{page_of(lot)}/state").json()
    use(lot, store="")
    assert "It has just been used" in signed_in.get(page_of(lot)).text
    use(Lot.objects.get(pk=lot.pk))

    after = signed_in.get(f"{page_of(lot)}/state").json()

    assert (before, after) == ({"state": "usable:2"}, {"state": "used:0"})
    assert code_of(lot) not in signed_in.get(page_of(lot)).text


@pytest.mark.parametrize("state", [Program.State.PAUSED, Program.State.ENDED])
def test_a_program_that_ends_takes_its_codes_along(signed_in: Client, give: Give, state: str) -> None:
    lot = give()
    programs.become(Program.objects.get(pk=lot.program_id), state, by=None)

    assert (code_of(lot) in signed_in.get(page_of(lot)).text) == (state == Program.State.PAUSED)


def test_a_use_that_was_undone_is_none(give: Give, devi: Profile) -> None:
    lot = give()
    answer, _is_new = redeem.redeem("once", redeem.Wanted(lot.pk, clock.now()))
    redeem.undo("back", answer["use"], by="", at=clock.now())

    assert [(one.state, one.used_ms) for one in held([devi.id], now_ms=clock.now_ms())] == [("usable", None)]


def test_a_shared_code_is_shown_as_it_was_entered(signed_in: Client, give: Give) -> None:
    shown = signed_in.get(page_of(give(code="shared", shared="4006381333931"))).text

    assert ("4006381333931</p>" in shown, 'class="bars"' in shown) == (True, True)


def test_where_and_when_it_can_be_used(signed_in: Client, give: Give) -> None:
    Store.objects.create(key="k", name="Kallio", address="Street 1", time_zone="UTC", week=[["00:00-24:00"]] * 7)

    shown = signed_in.get(page_of(give(conditions={"stores": ["k"]}))).text

    assert ("Street 1" in shown, "Open until" in shown) == (True, True)


def test_history_tells_all_that_happened(signed_in: Client, give: Give, emile: Profile) -> None:
    use(give("Ten off tea"))
    give("For Emile", to=emile)

    shown = signed_in.get("/p/wallet/history").text

    assert [word in shown for word in ("You used a coupon", "You got a coupon", "Ten off tea", "For Emile")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert "Nothing has happened yet" in as_person(emile).get("/p/wallet/history?before=0").text


def test_history_calls_things_as_customers_know_them(signed_in: Client, devi: Profile) -> None:
    """By the title of the moment; a program's name is for the team."""
    terms = {"title": "Ten off tea", "benefit": {"kind": "gift", "gift": "tea"}}
    program = programs.create("tea-42, margin 8%", terms, currency="EUR", by=None)
    programs.become(program, Program.State.LIVE, by=None)
    prizes.give(prizes.Prize(program=program.pk), devi.id, "welcome", now=clock.now())
    programs.change(program, terms=terms | {"title": "Twenty off tea"}, by=None)

    shown = signed_in.get("/p/wallet/history").text

    assert [word in shown for word in ("Ten off tea", "Twenty", "tea-42")] == [True, False, False]


def test_in_japanese_to_whoever_reads_it(signed_in: Client, give: Give) -> None:
    lot = give()
    assert "お持ちのクーポン" in signed_in.get("/p/wallet?language=ja").text

    assert "レジ" in signed_in.get(page_of(lot)).text  # it is remembered
    assert signed_in.cookies[KEY].value
