"""A channel that may only go so fast is not handed more."""

import pytest

from polku.kit import clock
from polku.say.outbox import pace
from polku.say.outbox.loop import tick

pytestmark = pytest.mark.django_db


def test_after_a_block_a_limited_channel_rests_as_long_as_the_block_should_have_taken(
    noon, person, ask, pigeon, monkeypatch
):
    moment = [100.0]
    monkeypatch.setattr(clock, "monotonic", lambda: moment[0])
    monkeypatch.setattr(pace, "_allowed_from", {})
    pigeon.most_per_second, pigeon.batch = 10, 5
    ask(*[person(f"p{number}") for number in range(12)])

    sent = [tick(noon)]
    for moment[0] in (100.0, 100.4, 100.5, 100.9, 101.0):
        sent.append(tick(noon))

    assert sent == [5, 0, 0, 5, 0, 2]
