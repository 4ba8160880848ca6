"""A coupon is made once, whatever happens on the way; it is closed for good; what LINE refuses is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from polku.lab.line.faults.fault import Faults
from polku.lab.line.log import Log
from polku.lab.line.platform import coupon
from polku.lab.line.world import World
from polku.say.channels.line import accounts
from polku.say.channels.line.coupons import write
from polku.say.channels.line.coupons.close import ask_to_close
from polku.say.channels.line.coupons.models import LineCouponWish
from polku.say.channels.line.coupons.problems import told
from polku.say.channels.line.coupons.rewards import REWARDS, amounts_of, name_of
from polku.say.channels.line.coupons.states import state_of
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line.coupons.conftest import DAY, NOW, Killed, Wants, at_line, mirrored, others, run

MINUTE = timedelta(minutes=1)


def only_wish() -> LineCouponWish:
    return LineCouponWish.objects.select_related("coupon").get()


def test_every_reward_and_every_way_to_get_one_is_taken_by_line(
    world: World, account: LineAccount, wants: Wants
) -> None:
    numbers = {"amount": 300, "percentage": 15, "original": 1_000, "reduced": 800}
    for at, reward in enumerate(REWARDS):
        draw = {"chance": 10, "winners": 500 if at % 4 else None} if at % 2 else {}
        write.wish(account, wants(title=reward, reward=reward, amounts=numbers, is_public=at % 3 == 0, **draw), by=None)
    write.wish(account, wants(zone="ETC_GMT_PLUS_12", code="KAHVI 🎁", is_endless=True), by=None)

    run()

    assert set(LineCouponWish.objects.values_list("state", "trouble")) == {("made", "")}
    assert len(at_line(world)) == len(mirrored()) == len(REWARDS) + 1
    for row in mirrored()[: len(REWARDS)]:
        reward = row.told["reward"]
        needed = REWARDS[row.title].amounts
        assert (name_of(reward), amounts_of(reward)) == (row.title, {name: numbers[name] for name in needed})
    assert world.shelf(Log).red_ever == 0


def test_who_is_killed_while_making_one_makes_no_second(
    world: World, account: LineAccount, wants: Wants, kill: Callable[..., None]
) -> None:
    for at, after in ((5, False), (5, True)):  # the fifth request is the one that makes it
        LineCouponWish.objects.all().delete()
        at_line(world).clear()
        write.wish(account, wants(title=f"Beans {after}"), by=None)
        run_until_killed(kill, at, after=after)
        kill(0)

        for later in range(6):
            run(NOW + MINUTE * later)

        assert len(at_line(world)) == after
        assert only_wish().state == ("made" if after else "lost")


def run_until_killed(kill: Callable[..., None], at: int, *, after: bool) -> None:
    kill(at, after=after)
    with pytest.raises(Killed):
        run()


def test_where_no_answer_came_the_list_tells_and_it_is_not_asked_for_again(
    world: World, account: LineAccount, wants: Wants
) -> None:
    for kind, is_made in (("cut_after", True), ("error_after", True), ("cut", False), ("error", False)):
        title = f"Beans {kind}"
        others(world, title)  # of the same name, and there before
        world.shelf(Faults).order(kind, endpoint="POST /v2/bot/coupon", count=1)
        write.wish(account, wants(title=title), by=None)
        run(rounds=1)
        wish = LineCouponWish.objects.get(said__title=title)
        assert (wish.state, "did not answer" in told(wish.trouble)) == ("asked", True)
        write.give_up(wish, by=None)

        for later in range(1, 6):
            run(NOW + MINUTE * later)

        wish.refresh_from_db()
        at = [one for one in at_line(world).values() if one.said["title"] == title]
        assert (wish.state, len(at)) == ("made" if is_made else "lost", 1 + is_made), kind
        assert wish.coupon is None or wish.coupon.line_id == at[-1].id


def test_what_was_lost_or_refused_is_tried_again_or_given_up_by_a_person(
    world: World, account: LineAccount, wants: Wants, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.shelf(Faults).order("cut", endpoint="POST /v2/bot/coupon", count=1)
    write.wish(account, wants(), by=None)
    for later in range(6):
        run(NOW + MINUTE * later)
    lost = told(only_wish().trouble)

    write.wish_again(only_wish(), by=None)
    run(NOW + MINUTE * 7)

    assert "most likely not been made" in lost
    assert (only_wish().state, len(at_line(world))) == ("made", 1)

    monkeypatch.setattr(coupon, "MOST_VALID", 1)
    late = write.wish(account, wants(title="One too many"), by=None)
    run(NOW + MINUTE * 7, rounds=1)
    late.refresh_from_db()
    write.give_up(late, by=None)

    assert (late.state, "has reached the limit of 1" in told(late.trouble)) == ("refused", True)
    assert LineCouponWish.objects.get(pk=late.pk).state == "dropped"


def test_what_comes_long_after_is_found_and_not_made_again(world: World, account: LineAccount, wants: Wants) -> None:
    for at, is_wished_again in enumerate((False, True)):
        world.shelf(Faults).order("cut_after", endpoint="POST /v2/bot/coupon", count=1)
        wish = write.wish(account, wants(title=f"Late {at}"), by=None)
        run(rounds=1)
        (line_id, coupon) = at_line(world).popitem()
        for later in range(6):
            run(NOW + MINUTE * later)
        wish.refresh_from_db()
        before = wish.state

        at_line(world)[line_id] = coupon
        if is_wished_again:
            write.wish_again(wish, by=None)
        run(NOW + MINUTE * 20)

        wish.refresh_from_db()
        assert (before, wish.state) == ("lost", "made")
        assert len(at_line(world)) == 1 + at


def test_what_line_surely_did_not_get_is_tried_again_by_itself(
    world: World, account: LineAccount, wants: Wants
) -> None:
    world.shelf(Faults).order("rate", endpoint="POST /v2/bot/coupon", count=1)
    write.wish(account, wants(), by=None)
    run(rounds=1)
    before = only_wish().state

    run(NOW + MINUTE)

    assert (before, only_wish().state, len(at_line(world))) == ("waiting", "made", 1)


def test_one_is_closed_for_good_also_where_somebody_else_has_closed_it(world: World, account: LineAccount) -> None:
    others(world, "One", "Two", "Three", "Four")
    run()
    at_line(world)["of-others-1"].is_closed = True  # LINE says 410
    del at_line(world)["of-others-2"]  # LINE says 404
    world.shelf(Faults).order("error", endpoint="PUT /v2/bot/coupon/of-others-3/close", count=1)

    for row in mirrored():
        ask_to_close(row, by=None)
        ask_to_close(row, by=None)
    run()
    late = [one.trouble.partition("|")[0] for one in mirrored()]
    run(NOW + MINUTE * 2)

    states = {one.title: state_of(one, now=NOW) for one in mirrored()}
    assert states == {"One": "closed", "Two": "closed", "Three": "gone", "Four": "closed"}
    assert (sorted(late), {one.trouble for one in mirrored()}) == (["", "", "", "line_server"], {""})
    assert all(one.is_closed for one in at_line(world).values())


def test_an_account_that_is_removed_meanwhile_makes_nothing(world: World, account: LineAccount, wants: Wants) -> None:
    write.wish(account, wants(), by=None)
    accounts.end(account, by=None)

    run(NOW + DAY)

    assert (at_line(world), only_wish().state) == ({}, "waiting")
