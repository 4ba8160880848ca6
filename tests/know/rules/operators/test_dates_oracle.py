"""SQL and the oracle agree on dates and instants of every form, in zones near and far, at any now."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from polku.kit import columns as store
from polku.know.rules.condition import Node, Writer
from polku.know.rules.operators.claim import read_claim
from polku.know.rules.operators.place import column
from tests.know.rules.oracle.dates import UNITS, holds

pytestmark = pytest.mark.django_db
ASK = """
SELECT {sql}
FROM (SELECT nth, accurateCast(given, 'JSON') AS json FROM (SELECT {{texts:Array(String)}} AS texts) ARRAY JOIN
    texts AS given, arrayEnumerate(texts) AS nth)
ORDER BY nth
"""
DAY_MS = 86_400_000
# Far east and far west; days without a midnight (Havana, Beirut); half an hour of summer time (Lord Howe).
ZONES = ("UTC", "Asia/Tokyo", "Europe/Helsinki", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago")
ZONES += ("America/Havana", "Asia/Beirut", "Australia/Lord_Howe", "Asia/Kathmandu")
NOW_MS = (
    1_795_262_400_000,
    1_772_953_200_000,
    1_793_511_000_000,
    1_774_746_000_000,
    1_835_308_800_000,
    1_772_280_000_123,
)
DAYS = ("2026-11-21", "2026-11-22", "2026-03-08", "2026-11-01", "2026-03-29", "2028-02-29", "2026-02-28", "2026-03-01")
DAYS += ("2000-02-29", "1990-11-21", "1990-02-28", "1999-12-31", "2027-01-01", "2026-02-30", "1000-01-01", "9999-12-31")
NO_DATES = ("", "soon", "2026-13-01", "2026-11-21T", "2026-11-21T24:00", "2026-11-21T10:60Z", "20261121", "21.11.2026")
NO_DATES += (
    " 2026-11-21",
    "2026-11-21\n",
    "0026-11-21",
    "２０２６-11-21",
    "2026-11-21T10:00+15:00",
    "2026-11-21x",
    "1795262400",
)

clocks = some.builds(
    "{}{:02}:{:02}{}{}".format,
    some.sampled_from("T "),
    some.integers(0, 23),
    some.sampled_from((0, 15, 30, 59)),
    some.sampled_from(("", ":00", ":59", ":30.5", ":30.123456", ":59.9999")),
    some.sampled_from(("", "", "Z", "+09:00", "-0330", "+14", "-11:00")),
)
days = some.sampled_from(DAYS) | some.dates().filter(lambda day: 1900 < day.year < 2200).map(str)
dates = some.one_of(days, days, days.map(lambda day: day.replace("-", "/")))
instants = some.builds("{}{}".format, days.filter(lambda day: "1900" < day < "2200"), clocks)
yearly = some.builds("{}{:02}-{:02}".format, some.sampled_from(("", "--")), some.integers(0, 13), some.integers(0, 32))
texts = some.one_of(dates, instants, yearly, some.sampled_from(NO_DATES), some.text(max_size=12))
moving = some.builds(
    "{}{}".format,
    some.just("now"),
    some.sampled_from(("", "-1d", "+1d", "-90d", "+12h", "-3h", "+45m", "-1s")),
) | some.sampled_from(("today", "today-1d", "today+1w", "today-365d"))
real_dates = dates.filter(lambda day: day.replace("/", "-") != "2026-02-30")
real_instants = instants.filter(lambda text: not text.startswith("2026-02-30"))
moments = some.one_of(real_dates, real_instants, moving)
lengths = some.sampled_from(("1s", "90m", "1h", "24h", "1d", "7d", "2w", "365d"))
claims = some.one_of(
    some.fixed_dictionaries({"op": some.sampled_from(("before", "after")), "value": moments}),
    some.fixed_dictionaries({"op": some.just("between"), "value": some.lists(moments, min_size=2, max_size=2)}),
    some.fixed_dictionaries({"op": some.sampled_from(("within_last", "within_next")), "value": lengths}),
    some.fixed_dictionaries(
        {"op": some.just("anniversary_in"), "value": some.sampled_from(("0d", "1d", "7d", "30d", "52w"))}
    ),
)
nows = some.sampled_from(NOW_MS) | some.integers(1_700_000_000_000, 1_900_000_000_000)
near = some.integers(-3 * 86_400, 3 * 86_400)


@pytest.fixture
def finds(columns) -> Callable[..., list[bool]]:
    """Of each value, whether it meets a claim."""

    def asked(claim: dict, values: list, zone: str, now_ms: int) -> list[bool]:
        write = Writer(zone=zone)
        sql = read_claim(Node(claim, "")).sql(column("json", "a"), write)
        encoded = [msgspec.json.encode({"a": value}).decode() for value in values]
        rows = store.query(ASK.format(sql=sql), write.parameters | {"texts": encoded, "now": now_ms})
        return [{0: False, 1: True}[found] for (found,) in rows]

    return asked


@pytest.fixture
def crossed(columns) -> Callable[..., list[bool]]:
    """Of each value, whether time may have changed a claim about it. Empty where time changes nothing."""

    def asked(claim: dict, values: list, zone: str, since_ms: int, now_ms: int) -> list[bool]:
        write = Writer(zone=zone)
        sql = read_claim(Node(claim, "")).crossed(column("json", "a"), write)
        if not sql:
            return []
        encoded = [msgspec.json.encode({"a": value}).decode() for value in values]
        given = {"texts": encoded, "since": since_ms, "now": now_ms}
        return [bool(found) for (found,) in store.query(ASK.format(sql=sql), write.parameters | given)]

    return asked


def test_sql_and_the_oracle_agree_on_dates(finds):
    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @example({"op": "anniversary_in", "value": "0d"}, ["2000-02-29", "--02-29"], "UTC", 1_772_280_000_123, [])
    @given(
        claims, some.lists(texts, min_size=1, max_size=12), some.sampled_from(ZONES), nows, some.lists(near, max_size=4)
    )
    def agree(claim, values, zone, now_ms, seconds):
        there = ZoneInfo(zone)
        values = [*values, *(_around(now_ms, second, there) for second in seconds)]

        found = finds(claim, values, zone, now_ms)

        expected = [holds(claim["op"], claim["value"], value, there, now_ms) for value in values]
        assert list(zip(values, found, strict=True)) == list(zip(values, expected, strict=True))

    agree()


def test_whatever_time_changes_is_found_as_crossed(crossed):
    moving_claims = claims.filter(lambda claim: claim["op"] not in ("before", "after", "between") or _moves(claim))
    ahead = some.integers(1, 3 * DAY_MS) | some.integers(1, 1000)

    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(moving_claims, some.lists(near, min_size=1, max_size=8), some.sampled_from(ZONES), nows, ahead, some.data())
    def agree(claim, seconds, zone, since_ms, gap_ms, data):
        there = ZoneInfo(zone)
        reach = data.draw(some.sampled_from((0, 1, -1)), "which end") * _length_ms(claim)
        values = [_around(since_ms + reach, second, there) for second in seconds]
        between = [since_ms + gap_ms * part // 7 for part in range(8)]

        found = crossed(claim, values, zone, since_ms, since_ms + gap_ms)

        for value, is_found in zip(values, found, strict=True):
            truth = [holds(claim["op"], claim["value"], value, there, at) for at in between]
            assert is_found or len(set(truth)) == 1, value

    agree()


def test_time_crosses_nothing_where_no_border_lies(crossed):
    noon, hour = 1_795_262_400_000, 3_600_000
    birthday = {"op": "anniversary_in", "value": "7d"}
    last = {"op": "within_last", "value": "1h"}
    values = ["2026-11-21", "2026-11-28", "2026-11-21T12:30:00Z", "2026-11-21T11:30:00Z", "2026-11-21T13:00:01Z"]

    assert crossed(birthday, values, "UTC", noon, noon + 11 * hour) == [False] * 5
    assert crossed(birthday, values, "UTC", noon, noon + 12 * hour) == [True, False, True, True, True]
    assert crossed(last, values, "UTC", noon, noon + hour) == [False, False, True, True, False]
    assert crossed({"op": "before", "value": "2026-11-21"}, values, "UTC", noon, noon + hour) == []


def _moves(claim: dict) -> bool:
    return re.search("now|today", str(claim["value"])) is not None


def _length_ms(claim: dict) -> int:
    """How far from now the other border lies."""
    text = claim["value"] if isinstance(claim["value"], str) else ""
    match = re.search(r"([0-9]+)([smhdw])$", text)
    return int(match[1]) * UNITS[match[2]] * 1000 if match else 0


def _around(now_ms: int, seconds: int, zone: ZoneInfo) -> str:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=now_ms, seconds=seconds)
    return moment.astimezone(zone).date().isoformat() if seconds % 2 else moment.isoformat(timespec="milliseconds")
