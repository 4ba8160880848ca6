"""What LINE counts of rich menus: asked for once a day, hidden told apart from nothing, kept when the menu changes."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from polku.kit import clock
from polku.lab.line.account import Account
from polku.lab.line.counting.days import day_of
from polku.lab.line.looks import Looks, Tally
from polku.say.channels.line.insight import menu_told, menus
from polku.say.channels.line.insight.days import of_ms
from polku.say.channels.line.menus import loop
from polku.say.channels.line.menus.layouts import LAYOUTS
from polku.say.channels.line.menus.models import LineMenu, LineMenuVersion
from polku.say.channels.line.menus.write import change, make
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line.menus.conftest import picture

SHOWN = -1
AREAS = [
    {"bounds": bounds, "action": {"type": "postback", "data": f"area={number}"}}
    for number, bounds in enumerate(LAYOUTS["three"].bounds(1200, 405))
]
AREAS[1:1] = [{"bounds": {"x": 0, "y": 0, "width": 1, "height": 1}}]  # does nothing: LINE is not told of it


def count(official: Account, line_id: str, area: int, *, people: int, back_d: int) -> None:
    """So many people saw a menu, or tapped an area of it, days ago."""
    day = day_of(official.clock.now_ms() - back_d * clock.DAY_MS)
    tally = official.shelf(Looks).menus.setdefault((line_id, area, day), Tally())
    for number in range(people):
        tally.count(number)


def live(account: LineAccount, *, since_d: int) -> tuple[LineMenu, LineMenuVersion]:
    areas: list[dict[str, Any]] = [dict(area) for area in AREAS]
    row = make(account, picture=picture(1200, 405), by=None, title="M", chat_bar="M", areas=areas, is_default=True)
    run(clock.now())
    version = LineMenuVersion.objects.get()
    LineMenuVersion.objects.update(first_ms=version.first_ms - since_d * clock.DAY_MS)
    return row, LineMenuVersion.objects.get()


def run(now: datetime) -> None:
    while loop.tick(now):
        pass


def test_from_not_yet_over_hidden_to_counted_and_kept_when_the_menu_changes(
    official: tuple[Account, str], at_lab: LineAccount
) -> None:
    lab, now = official[0], clock.now()
    row, first = live(at_lab, since_d=0)
    assert menus.next_one(at_lab, now=now) == 0  # its first day is not over
    assert not menu_told.versions(row)[0].shown.is_there

    LineMenuVersion.objects.update(first_ms=first.first_ms - 3 * clock.DAY_MS)
    count(lab, first.line_id, SHOWN, people=30, back_d=2)
    count(lab, first.line_id, 0, people=5, back_d=2)
    assert (menus.next_one(at_lab, now=now), menus.next_one(at_lab, now=now)) == (1, 0)  # once a day
    (told,) = menu_told.versions(row)
    assert (told.is_hidden, told.shown.is_hidden, told.areas[0].taps.is_hidden, told.by_day) == (True, True, True, ())

    count(lab, first.line_id, 0, people=25, back_d=1)
    LineMenuVersion.objects.update(asked_ms=first.first_ms - clock.DAY_MS)
    menus.next_one(at_lab, now=now)
    (told,) = menu_told.versions(row)
    assert (told.shown.value, told.people.value) == (30, 30)
    assert [(area.number, area.taps.value, area.people.value) for area in told.areas] == [
        (1, 30, 25),
        (3, 0, 0),
        (4, 0, 0),
    ]
    assert [(shown, tapped) for _day, shown, tapped in told.by_day] == [(0, 25), (30, 5), (0, 0)]
    assert (told.until, len(told.since)) == (day_of(lab.clock.now_ms() - clock.DAY_MS), 8)

    change(row, chat_bar="Other", by=None)
    run(now)
    new, before = menu_told.versions(row)
    assert (new.row.version, new.shown.is_there, before.shown.value) == (2, False, 30)


def test_a_version_that_nothing_shows_is_final_when_its_last_day_is_counted_and_only_then_removed(
    official: tuple[Account, str], at_lab: LineAccount
) -> None:
    now = clock.now()
    row, first = live(at_lab, since_d=3)
    change(row, chat_bar="Other", by=None)
    run(now)
    LineMenuVersion.objects.filter(pk=first.pk).update(last_ms=clock.to_ms(now) - clock.DAY_MS)
    count(official[0], first.line_id, 0, people=25, back_d=2)

    menus.next_one(at_lab, now=now)
    run(now)

    assert LineMenuVersion.objects.get(pk=first.pk).is_final
    row.refresh_from_db()
    assert row.old_ids == []
    assert menu_told.versions(row)[1].areas[0].taps.value == 25


def test_what_line_does_not_know_any_more_keeps_what_was_counted(at_lab: LineAccount) -> None:
    row, first = live(at_lab, since_d=3)
    LineMenuVersion.objects.filter(pk=first.pk).update(line_id="richmenu-0", told="counted")

    menus.next_one(at_lab, now=clock.now())

    version = LineMenuVersion.objects.get(menu=row)
    assert (version.told, version.is_final) == ("counted", True)


@pytest.mark.parametrize(
    ("asked_h", "told", "told_to_d", "due"),
    [(None, "not_yet", None, True), (30, "hidden", None, True), (1, "hidden", None, False),
     (1, "counted", 2, False), (7, "counted", 2, True), (7, "counted", 1, False), (7, "not_yet", None, True)],
)  # fmt: skip
def test_when_it_is_asked_for_again(asked_h: int | None, told: str, told_to_d: int | None, due: bool) -> None:
    now = datetime.fromisoformat("2026-11-21T14:00:00Z")  # 23 h in Japan
    row = LineMenuVersion(first_ms=clock.to_ms(now) - 9 * clock.DAY_MS, told=told)
    if asked_h is not None:
        row.asked_ms = clock.to_ms(now) - asked_h * clock.HOUR_MS
    if told_to_d is not None:
        row.summary = {"metricsTo": f"{of_ms(clock.to_ms(now - timedelta(days=told_to_d))):%Y%m%d}"}

    assert menus.is_due(row, now=now) is due
