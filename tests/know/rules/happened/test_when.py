"""When an event must have happened."""

from datetime import UTC, datetime

import pytest

from polku.kit import clock
from polku.know.rules.condition import Node, RuleError, Writer
from polku.know.rules.happened.events import read_happened

AT = [  # of a team in Tokyo, nine hours before midnight in UTC
    ({"since": "2026-11-21"}, "2026-11-20T15:00:00.000", True),
    ({"since": "2026-11-21"}, "2026-11-20T14:59:59.999", False),
    ({"since": "2026-11-21T00:00Z"}, "2026-11-20T23:59:59.999", False),
    ({"since": "2026-11-21T00:00Z"}, "2026-11-21T00:00:00.000", True),
    ({"since": "2026-11-21T09:30"}, "2026-11-21T00:30:00.000", True),
    ({"since": "2026-11-21T09:30"}, "2026-11-21T00:29:59.999", False),
    ({"between": ["2026-11-19", "2026-11-19"]}, "2026-11-18T15:00:00.000", True),
    ({"between": ["2026-11-19", "2026-11-19"]}, "2026-11-19T14:59:59.999", True),
    ({"between": ["2026-11-19", "2026-11-19"]}, "2026-11-19T15:00:00.000", False),
    ({"between": ["2026-11-19", "2026-11-20T02:00+02:00"]}, "2026-11-20T00:00:00.000", True),
    ({"between": ["2026-11-19", "2026-11-20T02:00+02:00"]}, "2026-11-20T00:00:00.001", False),
    ({"between": ["2026-11-19", "2027-11-19"]}, "2026-11-21T12:00:00.001", False),
    ({"since": "2026-11-19"}, "2026-11-21T12:00:00.001", False),
    ({"within": "1s"}, "2026-11-21T11:59:59.000", True),
    ({"within": "1s"}, "2026-11-21T11:59:58.999", False),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("rule", "time", "expected"), AT)
def test_both_ends_belong_to_a_stretch_of_time(meant, rule, time, expected):
    time_ms = clock.to_ms(datetime.fromisoformat(time).replace(tzinfo=UTC))

    assert meant({}, rule, time_ms=time_ms) == [expected]


@pytest.mark.parametrize(
    ("zone", "hours"), [("Europe/Helsinki", 25), ("America/New_York", 24), ("America/Sao_Paulo", 24), ("UTC", 24)]
)
def test_a_day_is_as_long_as_it_is_there(zone, hours):
    """25 October 2026: summer time ends in Helsinki."""
    write = Writer(zone=zone)
    read_happened(Node({"did": "A", "between": ["2026-10-25", "2026-10-25"]}, "")).sql(write)
    first, last = (value for name, value in write.parameters.items() if name != "p0")

    assert last - first == hours * 3_600_000 - 1


MISTAKES = [
    ({"since": 5}, "since: “5” is not a date or an instant; write 2026-11-30 or 2026-11-30T18:00+09:00"),
    ({"since": "2026-02-30"}, "since: “2026-02-30” is not a date or an instant; write 2026-11-30 or …"),
    ({"since": "20261130"}, "since: “20261130” is not a date or an instant; write 2026-11-30 or …"),
    ({"since": "0001-01-01"}, "since: “0001-01-01” is not a date or an instant; write 2026-11-30 or …"),
    ({"since": "2026-11-30T25:00"}, "since: “2026-11-30T25:00” is not a date or an instant; write 2026-11-30 or …"),
    ({"between": "2026-11-30"}, "between: write two dates or instants, for example [“2026-11-01”, “2026-11-30”]"),
    ({"between": ["2026-11-30", "x"]}, "between[1]: “x” is not a date or an instant; write 2026-11-30 or …"),
    ({"between": ["2026-11-30", "2026-11-29"]}, "between: the first of two instants is not after the second"),
    ({"since": "2026-11-30", "within": "3d"}, "since: “within” and “since” cannot stand in one condition"),
]


@pytest.mark.parametrize(("rule", "sentence"), MISTAKES, ids=[sentence[:50] for _, sentence in MISTAKES])
def test_a_mistake_about_time_is_told(rule, sentence):
    with pytest.raises(RuleError) as problem:
        read_happened(Node({"did": "A"} | rule, ""))

    assert str(problem.value).replace("or 2026-11-30T18:00+09:00", "or …") == sentence.replace(
        "or 2026-11-30T18:00+09:00", "or …"
    )
