"""The mirror holds what LINE has: pages of lists, details once, whoever made it, and what is gone."""

import pytest

from polku.kit import clock, net
from polku.lab.line.faults.fault import Faults
from polku.lab.line.world import World
from polku.say.channels.line import accounts
from polku.say.channels.line.coupons import loop, write
from polku.say.channels.line.coupons.choices import choices, chosen
from polku.say.channels.line.coupons.models import LineCouponLook
from polku.say.channels.line.coupons.states import state_of
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line.coupons.conftest import DAY, NOW, at_line, mirrored, others, run

HOUR = DAY / 24


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What LINE is asked about coupons."""
    found: list[str] = []
    ask = net.ask

    async def noting(session: object, url: str, **given: object) -> net.Answer:
        if "/coupon" in url:
            found.append(url.partition("/v2/bot/")[2])
        return await ask(session, url, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(net, "ask", noting)
    return found


def test_what_others_made_is_mirrored_page_by_page_and_asked_about_once(
    world: World, account: LineAccount, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits()["coupon"], "page", 2)
    others(world, "One", "Two", "Three", "四つ目", "Five", description="Bring a friend")

    run()
    pages, details = [one for one in asked if "?" in one], [one for one in asked if "?" not in one]
    asked.clear()
    run(NOW + HOUR)

    assert sorted(one.title for one in mirrored()) == ["Five", "One", "Three", "Two", "四つ目"]
    assert {(one.told["description"], one.ends_at, one.status) for one in mirrored()} == {
        ("Bring a friend", NOW + DAY, "RUNNING")
    }
    assert (len([one for one in pages if "RUNNING" in one]), len(details)) == (3, 5)
    assert [one.partition("?")[2] for one in asked] == [
        f"status={status}&limit=2{start}" for status, start in (("DRAFT", ""), ("RUNNING", ""))
    ] + [one.partition("?")[2] for one in asked[2:]]
    assert all("?" in one for one in asked)  # nothing was new


def test_what_is_closed_elsewhere_or_over_or_gone_says_so_and_cannot_be_chosen(
    world: World, account: LineAccount
) -> None:
    others(world, "Closed", "Over", "Gone", "Stays")
    at_line(world)["of-others-1"].said["endTimestamp"] = int((NOW + HOUR / 2).timestamp())
    others(world, "Planned", startTimestamp=int((NOW + DAY / 2).timestamp()))
    run()
    before = [(one.title, one.state) for one in choices(account, now=NOW)]

    at_line(world)["of-others-0"].is_closed = True
    del at_line(world)["of-others-2"]
    world.clock.jump(3_600)
    run(NOW + HOUR)

    states = {one.title: state_of(one, now=NOW + HOUR) for one in mirrored()}
    assert {title for title, _state in before} == {"Closed", "Over", "Gone", "Stays", "Planned"}
    assert ("Planned", "planned") in before
    assert states == {"Closed": "closed", "Over": "ended", "Gone": "gone", "Stays": "running", "Planned": "planned"}
    assert {one.title for one in choices(account, now=NOW + HOUR)} == {"Stays", "Planned"}
    assert [one.state for one in chosen(account, ["of-others-0", "nobody"], now=NOW + HOUR)] == ["closed"]


def test_the_list_is_asked_for_now_and_then_and_when_somebody_wants_it(
    world: World, account: LineAccount, asked: list[str]
) -> None:
    run()
    asked.clear()
    run(NOW + HOUR / 60)
    soon = len(asked)

    others(world, "New")
    write.look_now(account)
    run(NOW + HOUR / 60)

    assert soon == 0
    assert [one.title for one in mirrored()] == ["New"]


def test_line_that_refuses_is_asked_again_later_and_nothing_is_taken_for_gone(
    world: World, account: LineAccount
) -> None:
    others(world, "Stays")
    run()
    world.shelf(Faults).order("error", endpoint="GET /v2/bot/coupon", count=1)

    run(NOW + HOUR)

    look = LineCouponLook.objects.get()
    assert look.trouble.startswith("line_server")
    assert look.due_ms > clock.to_ms(NOW + HOUR)
    assert [one.gone_at for one in mirrored()] == [None]


def test_an_account_that_was_removed_is_left_alone(world: World, account: LineAccount, asked: list[str]) -> None:
    others(world, "One")
    accounts.end(account, by=None)

    assert loop.tick(NOW) == 0
    assert (asked, mirrored()) == ([], [])
