"""Hours that go on over midnight belong to the day on which they began."""

from datetime import UTC, datetime, timedelta

import pytest

from polku.act.rewards.pricing.basket import Moment
from polku.act.rewards.pricing.offer import Conditions, Hours
from polku.act.rewards.pricing.unmet import of_moment

FRIDAY = datetime(2026, 11, 27, tzinfo=UTC)
FRIDAYS, NIGHT = frozenset({5}), (Hours(22 * 60, 2 * 60),)


def word(hour: float, **asked: object) -> str:
    why = of_moment(Conditions(**asked), Moment(FRIDAY + timedelta(hours=hour)))
    return why.word if why is not None else ""


@pytest.mark.parametrize(
    ("hour", "said"), [(1, "hour"), (21, "hour"), (22, ""), (25, ""), (26, "weekday"), (46, "weekday"), (49, "weekday")]
)
def test_fridays_at_night_go_on_to_saturday(hour, said):
    assert word(hour, weekdays=FRIDAYS, hours=NIGHT) == said


def test_on_sundays_they_go_on_to_monday_and_by_day_nothing_changes():
    assert word(72 + 1, weekdays=frozenset({7}), hours=NIGHT) == ""
    assert [word(hour, hours=NIGHT) for hour in (1, 3, 23)] == ["", "hour", ""]
    assert [word(hour, weekdays=FRIDAYS, hours=(Hours(0, 60),)) for hour in (0, 24)] == ["", "weekday"]
