"""The pace of a campaign over HTTP."""

import pytest

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Tea", "channel": "paper", "body": "Hello", "audience": {"rule": {"all": []}}}
NONE = {"unit": "", "number": 0, "per_hour": 0, "through_at": None}


def test_a_pace_is_chosen_read_and_taken_back(post, send, get, noon, aino):
    path = f"campaigns/{post('campaigns', GIVEN)['id']}/pace"

    assert get(path) == NONE
    chosen = {"unit": "minute", "number": 100, "per_hour": 0, "through_at": None}
    assert send("put", path, {"unit": "minute", "number": 100}) == get(path) == chosen
    for wrong in ({"unit": "over", "number": 500}, {"unit": "hour", "number": True}):
        status, problem = send("put", path, wrong)
        assert (status, problem["code"], problem["field"]) == (422, "invalid", "number")
    assert send("delete", path, None) == NONE
