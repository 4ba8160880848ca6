"""Times, numbers and charts as the reader's language writes them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from polku.doors.web.shown import initials
from polku.doors.web.widgets.amounts import money, number, percent
from polku.doors.web.widgets.bars import bars, curve
from polku.doors.web.widgets.times import in_words, when

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "english", "japanese"),
    [
        (timedelta(seconds=3), "just now", "たった今"),
        (timedelta(seconds=59), "59 seconds ago", "59秒前"),
        (timedelta(minutes=1), "1 minute ago", "1分前"),
        (timedelta(hours=5), "5 hours ago", "5時間前"),
        (timedelta(days=2), "2 days ago", "2日前"),
        (timedelta(days=40), "Oct. 12, 2026", "2026年10月12日"),
        (timedelta(hours=-3), "Nov. 21, 2026 15:00", "2026年11月21日 15:00"),
    ],
)
def test_times_are_told_in_words(ago: timedelta, english: str, japanese: str) -> None:
    assert in_words(NOON - ago, now=NOON) == english
    with translation.override("ja"):
        assert in_words(NOON - ago, now=NOON) == japanese


def test_the_exact_time_is_there_for_who_points_at_it(noon: datetime) -> None:
    assert when(noon - timedelta(minutes=5)) == (
        '<time datetime="2026-11-21T11:55:00+00:00" title="Nov. 21, 2026 11:55:00 UTC">5 minutes ago</time>'
    )
    assert when(None) == ""


def test_money_and_numbers() -> None:
    assert money(459603958, "USD") == "$4,596,039.58"
    assert money(1200, "JPY") == "¥1,200"
    assert money(-5, "EUR") == "−€0.05"
    assert money(123456, "SEK") == "SEK\u202f1,234.56"
    assert (number(1234567), number(2.0), number(2.5), number(None)) == ("1,234,567", "2", "2.5", "–")
    assert (percent(1, 3), percent(3, 3), percent(0, 0)) == ("33.3%", "100%", "–")
    with translation.override("fi"):
        assert money(123456, "EUR") == "1\xa0234,56\u202f€"


def test_bars_stand_in_proportion() -> None:
    drawn = bars([0, 5, 10], hover=str)

    assert [bar.is_zero for bar in drawn.bars] == [True, False, False]
    assert drawn.bars[2].height == 2 * drawn.bars[1].height
    assert (drawn.total, drawn.most) == (15, 10)


def test_a_flat_curve_stays_flat() -> None:
    assert curve([7, 7, 7], hover=str).line == "0.0,12.0 300.0,12.0 600.0,12.0"
    assert curve([], hover=str).line == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Aino Korhonen", "AK"),
        ("Éléonore Durand", "ÉD"),
        ("高橋 葵", "高"),
        ("aino@kahvila.example", "A"),
        ("1042", "1"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
