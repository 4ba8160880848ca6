"""What is live follows what is wanted, and nobody is ever left without a menu that should be there."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from polku.kit import clock
from polku.know.people import columns as people_columns
from polku.know.segments.segments import create
from polku.say.channels.line.menus import loop
from polku.say.channels.line.menus.layouts import LAYOUTS
from polku.say.channels.line.menus.models import LineMenu, LineMenuLink, LineMenuVersion
from polku.say.channels.line.menus.write import change, end, make
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line import webhooks
from tests.say.channels.line.inbox.conftest import tell  # noqa: F401 fixture
from tests.say.channels.line.menus.conftest import Menus, picture

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _linked_never() -> None:
    loop._linked.clear()


@pytest.fixture
def menu(account: LineAccount) -> Callable[..., LineMenu]:
    def build(title: str = "Usual", **values: Any) -> LineMenu:
        areas = [
            {"bounds": bounds, "action": {"type": "message", "text": f"{number}"}}
            for number, bounds in enumerate(LAYOUTS["six"].bounds(1200, 810))
        ]
        usual = {"title": title, "chat_bar": "Menu", "areas": areas, "is_default": True}
        return make(account, picture=picture(), by=None, **(usual | values))

    return build


def run(now: datetime = NOW) -> None:
    while loop.tick(now):
        pass


def counted() -> None:
    """LINE has told the last of what nothing shows any more."""
    LineMenuVersion.objects.exclude(last_ms=None).update(is_final=True)
    run()


def test_a_default_menu_goes_live_with_its_picture(menus: Menus, menu: Callable[..., LineMenu]) -> None:
    row = menu()
    run()

    row.refresh_from_db()
    assert (menus.made, menus.default, row.line_id, row.is_shown) == (1, "richmenu-1", "richmenu-1", True)
    assert menus.pictures["richmenu-1"] > 100
    assert len(menus.menus["richmenu-1"]["areas"]) == 6


def test_one_that_is_for_nobody_yet_is_not_told_to_line(menus: Menus, menu: Callable[..., LineMenu]) -> None:
    menu(is_default=False)
    run()

    assert menus.made == 0


def test_a_change_replaces_it_safely(menus: Menus, menu: Callable[..., LineMenu]) -> None:
    row = menu(alias="usual")
    run()
    change(row, chat_bar="Other", by=None)
    run()
    kept = list(menus.menus)
    counted()

    assert (menus.default, kept, list(menus.menus), menus.aliases, menus.lost) == (
        "richmenu-2", ["richmenu-1", "richmenu-2"], ["richmenu-2"], {"usual": "richmenu-2"}, [],
    )  # fmt: skip


def test_what_nothing_shows_stays_until_line_has_counted_it_and_no_longer_than_some_days(
    menus: Menus, menu: Callable[..., LineMenu]
) -> None:
    row = menu()
    run()
    change(row, chat_bar="Other", by=None)
    run()
    run(NOW + timedelta(days=3, hours=23))
    kept = list(menus.menus)
    run(NOW + timedelta(days=4))

    assert (kept, list(menus.menus)) == (["richmenu-1", "richmenu-2"], ["richmenu-2"])
    versions = LineMenuVersion.objects.order_by("pk").values_list("line_id", "version", "last_ms")
    assert list(versions) == [("richmenu-1", 1, clock.to_ms(NOW)), ("richmenu-2", 2, None)]


def test_a_menu_that_comes_back_before_it_is_removed_is_not_removed(
    menus: Menus, menu: Callable[..., LineMenu]
) -> None:
    row = menu(until_at=NOW + timedelta(hours=1))
    run()
    run(NOW + timedelta(hours=2))
    hidden = menus.default
    change(row, until_at=None, by=None)
    run(NOW + timedelta(hours=3))
    run(NOW + timedelta(days=5))

    assert (hidden, menus.default, list(menus.menus), menus.made) == ("", "richmenu-1", ["richmenu-1"], 1)
    assert LineMenuVersion.objects.get().last_ms is None


def test_after_a_failure_half_way_the_same_menu_is_gone_on_with(menus: Menus, menu: Callable[..., LineMenu]) -> None:
    row = menu()
    menus.fails = {"POST /v2/bot/richmenu/richmenu-1/content"}
    run()
    row.refresh_from_db()
    assert (row.live_version, row.trouble.startswith("line_server"), menus.default) == (0, True, "")

    run(NOW + timedelta(minutes=6))

    assert (menus.made, menus.default) == (1, "richmenu-1")


def test_a_menu_of_a_season_stands_before_the_usual_one_and_goes(menus: Menus, menu: Callable[..., LineMenu]) -> None:
    menu()
    run()
    menu("Christmas", from_at=NOW + timedelta(hours=1), until_at=NOW + timedelta(hours=2))
    run()
    before = menus.default
    run(NOW + timedelta(hours=1))
    during = menus.default
    run(NOW + timedelta(hours=2))
    counted()

    assert (before, during, menus.default, list(menus.menus), menus.lost) == (
        "richmenu-1", "richmenu-2", "richmenu-1", ["richmenu-1"], [],
    )  # fmt: skip


def test_what_has_ended_is_taken_away(menus: Menus, menu: Callable[..., LineMenu]) -> None:
    row = menu(alias="usual")
    run()
    end(row, by=None)
    run()
    assert (menus.default, list(menus.menus), menus.aliases) == ("", ["richmenu-1"], {})
    counted()

    assert menus.menus == {}
    assert loop.tick(NOW) == 0


def test_members_of_a_segment_are_given_its_menu_and_lose_it(
    columns: None,
    menus: Menus,
    menu: Callable[..., LineMenu],
    tell: Callable[..., None],  # noqa: F811
    carry_on: Callable[[], None],
) -> None:
    def hear(kind: str, *users: str, at_ms: int) -> None:
        tell(*[webhooks.event(kind, user=user, at_ms=at_ms) for user in users])
        carry_on()
        carry_on()
        while people_columns.sync(1_000):
            pass

    with clock.fixed(NOW):
        three = [f"U{number:032d}" for number in range(3)]
        hear("follow", *three, at_ms=webhooks.NOON_MS - 60_000)
        segment = create("Friends", rule={"trait": "line_kahvila", "op": "is", "value": "friend"})
        row = menu("For friends", is_default=False, segment=segment)
        run()
        assert menus.links == dict.fromkeys(three, "richmenu-1")
        assert LineMenuLink.objects.count() == 3

        change(row, chat_bar="New", by=None)
        hear("unfollow", three[0], at_ms=webhooks.NOON_MS - 30_000)
        run(NOW + timedelta(minutes=2))
        assert (menus.links, menus.lost) == (dict.fromkeys(three[1:], "richmenu-2"), [])

        end(row, by=None)
        run(NOW + timedelta(minutes=4))
        counted()
        assert (menus.links, menus.menus, LineMenuLink.objects.count()) == ({}, {}, 0)
