"""Who got many messages and showed no sign of life gets none any more, until they do."""

from datetime import timedelta

import pytest

from polku.kit import clock
from polku.know.people import columns as people_columns
from polku.know.people.find import by_identity
from polku.say.arms import packed
from polku.say.limits import sunset
from polku.say.outbox import foreseen
from tests.say.outbox.conftest import pigeon  # noqa: F401 a fixture

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def live(log_events, noon):
    """`live("devi", "Page Viewed", days=3)`: something of somebody, so many days ago."""

    def log(user, name, *, days, kind="track", source=1, **properties):
        at = (noon - days * DAY).isoformat()
        event = {"type": kind, "userId": user, "timestamp": at}
        event |= {"event": name, "properties": properties} if kind == "track" else {"traits": {"name": name}}
        log_events(event, source=source, received_ms=clock.to_ms(noon - days * DAY))

    return log


@pytest.fixture
def follow(columns, carry_on):
    """Everything has been read, also by the columns."""

    def run():
        carry_on()
        while people_columns.sync(1_000):
            pass

    return run


def test_they_are_found_and_come_back_by_a_sign_of_life(live, follow, noon, pigeon):  # noqa: F811
    for user in ("devi", "emile", "fumi"):
        live(user, user.title(), days=80, kind="identify")
        for days in range(2, 6):
            live(user, "Message Sent", days=days, source=0, campaign_id=days)
    live("emile", "Message Clicked", days=1, source=0)
    for days in range(2, 6):
        live("gita", "Message Sent", days=days, source=0, campaign_id=days)
    live("gita", "Page Viewed", days=10)
    follow()
    sunset.say(4, 30, by=None)

    assert (sunset.tick(noon), sunset.tick(noon + DAY / 2)) == (1, 0)

    devi, fumi = (by_identity("user_id", name).id for name in ("devi", "fumi"))
    assert packed.read(sunset.CAUSE, "sunset").tolist() == sorted([devi, fumi])
    assert foreseen.foreseen([devi], pigeon, purpose="marketing") != {devi: ""}
    live("fumi", "Page Viewed", days=0)
    follow()
    sunset.tick(noon + 29 * DAY)  # their messages are long ago by then
    assert packed.read(sunset.CAUSE, "sunset").tolist() == [devi]
    sunset.end(by=None)
    assert sunset.count() == 0


@pytest.mark.parametrize("wrong", [(0, 30), (4, 6), (4, 731)])
def test_a_rule_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match="Write a whole number"):
        sunset.say(*wrong, by=None)
    assert sunset.current() is None
