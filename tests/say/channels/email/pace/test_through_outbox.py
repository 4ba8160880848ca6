"""A campaign while its domain warms up: nobody is forgotten, nobody gets two, and no day more than its share."""

from collections import Counter
from datetime import timedelta

import pytest

from polku.kit import clock
from polku.know.teams.models import Team
from polku.say.channels.email.channel import CHANNEL
from polku.say.channels.email.pace import warm_up
from polku.say.outbox.ask import put_into_words
from polku.say.outbox.loop import tick_channel
from polku.say.outbox.rest.held_up import campaigns_wait
from tests.say.outbox.conftest import HOWS, states

__all__ = ["states"]


@pytest.mark.parametrize("how", HOWS)
def test_everybody_gets_the_campaign_within_days(how, person, states, noon, office, serve, set_up):
    Team.objects.create(name="Kahvila", time_zone="Asia/Tokyo")
    set_up(serve(office))
    warm_up.begin("kahvila.example", first=2, growth=50, goal=4, by=None, now=noon)
    people = sorted(person(f"c{number}") for number in range(8))
    put_into_words("campaign:7", subject="Tea", body="Hello", purpose="service")
    HOWS[how]("campaign:7", identity_ids=people, channel="email", campaign_id=7, due_ms=0, now=clock.now())

    arrived = []
    for day in range(4):
        with clock.fixed(noon + timedelta(days=day)):
            while tick_channel(CHANNEL, now=clock.now()):
                pass
        arrived.append(len(office.post))
        if day == 0:
            # The others have not been touched: there is no room for them today.
            assert Counter(states().values()) == {("sent", ""): 2, ("asked", ""): 6}
            waits = campaigns_wait(CHANNEL, now=noon)
            assert (waits.reason, waits.until.hour) == ("email_warm_up|kahvila.example", 15)  # midnight in Tokyo
    CHANNEL.close()

    assert arrived == [2, 5, 8, 8]
    assert set(office.arrived.values()) == {1}
