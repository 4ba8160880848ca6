"""Dates in the forms in which shops write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from polku.know.events.imports.dates import instant_reader
from polku.know.events.imports.problems import AmbiguousDates
from polku.know.events.instants import NotAnInstant


def read(value, *others, **options):
    found = instant_reader([value, *others], column="date", **options)(value)
    return None if found is None else datetime.fromtimestamp(found / 1000, UTC).isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21T10:30:00Z",
        "2026-11-21 10:30",
        "2026-11-21T19:30:00+09:00",
        "2026/11/21 10:30:00",
        "21.11.2026 10:30",
        "21/11/2026 10:30",
        "11/21/2026 10:30 AM",
        "2026年11月21日 10時30分",
        "Sat, 21 Nov 2026 10:30:00 GMT",
        "1795257000",
        "1795257000000",
        1795257000,
        1795257000.0,
        "２０２６／１１／２１　１０：３０",
    ],
)
def test_one_instant_in_many_forms(text):
    assert read(text) == "2026-11-21T10:30:00+00:00"


@pytest.mark.parametrize("text", ["2026-11-21", "20261121", 20261121, "21.11.2026", "21-11-2026", "2026.11.21"])
def test_one_day_in_many_forms(text):
    assert read(text) == "2026-11-21T00:00:00+00:00"


def test_one_telling_date_decides_for_the_column():
    assert read("01/02/2026", "21/11/2026") == "2026-02-01T00:00:00+00:00"
    assert read("01/02/2026", "11/21/2026") == "2026-01-02T00:00:00+00:00"


def test_a_column_that_tells_nothing_is_not_guessed():
    with pytest.raises(AmbiguousDates, match=r'"date" may be day/month or month/day \(01/02/2026\)'):
        read("01/02/2026", "03/04/2026")


def test_a_form_can_be_given():
    assert read("01/02/2026", form="%m/%d/%Y") == "2026-01-02T00:00:00+00:00"


def test_times_without_a_zone_are_in_the_one_given():
    assert read("2026-11-21 09:00", zone=ZoneInfo("Asia/Tokyo")) == "2026-11-21T00:00:00+00:00"
    assert read("2026-11-21 09:00Z", zone=ZoneInfo("Asia/Tokyo")) == "2026-11-21T09:00:00+00:00"


@pytest.mark.parametrize("text", ["soon", "2026-13-01", "31.11.2026", "2026-11-21 25:00", "99999999999999999", "-5"])
def test_what_is_no_date_is_told(text):
    with pytest.raises(NotAnInstant):
        read(text)


def test_nothing_is_nothing():
    assert [read(value) for value in ("", None, " ", float("nan"))] == [None] * 4
