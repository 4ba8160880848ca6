"""An account asks each endpoint as often as LINE allows, and no more."""

import pytest

from polku.kit import clock
from polku.say.channels.line.buckets import Bucket
from polku.say.channels.line.client import endpoint
from polku.say.channels.line.limits import Rate, rate_of


@pytest.mark.parametrize(
    ("method", "path", "rate"),
    [
        ("POST", "/v2/bot/message/push", Rate(2_000, 1)),
        ("POST", "/v2/bot/message/multicast", Rate(200, 1)),
        ("POST", "/v2/bot/message/broadcast", Rate(60, 3_600)),
        ("DELETE", "/v2/bot/richmenu/richmenu-0123456789abcdef", Rate(100, 3_600)),
        ("GET", f"/v2/bot/profile/U{'0' * 32}", Rate(2_000, 1)),
        ("GET", "/v2/bot/insight/followers?date=20261122", Rate(60, 3_600)),
    ],
)
def test_each_endpoint_has_the_rate_of_its_class(method, path, rate):
    assert rate_of(endpoint(method, path)) == rate


def test_everybodys_profile_is_one_endpoint():
    assert endpoint("GET", f"/v2/bot/profile/U{'1' * 32}") == endpoint("GET", f"/v2/bot/profile/U{'2' * 32}")


def test_what_goes_beyond_waits_its_turn(monkeypatch):
    monkeypatch.setattr(clock, "monotonic", lambda: 100.0)
    bucket = Bucket(Rate(100, 1))

    waits = [bucket.take() for _request in range(190)]

    assert waits[:95] == [0.0] * 95
    assert 0 < waits[95] < waits[-1]
    assert waits[-1] == pytest.approx(1.0)


def test_after_a_refusal_there_is_a_pause(monkeypatch):
    monkeypatch.setattr(clock, "monotonic", lambda: 100.0)
    bucket = Bucket(Rate(100, 1))
    bucket.empty()

    assert bucket.take() >= 1.0
