"""A campaign by several channels, over HTTP."""

import pytest

from polku.act.campaigns import loop
from polku.know.people import columns as people_columns
from polku.say.channels.email.settings import keep
from polku.say.outbox import loop as outbox

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Tea", "channel": "email", "subject": "Tea", "body": "A", "audience": {"rule": {"all": []}}}


@pytest.fixture
def number(post, send):
    number = post("campaigns", GIVEN)["id"]
    post(f"campaigns/{number}/natives", {"channel": "paper", "body": "By paper"})
    post(f"campaigns/{number}/natives", {"channel": "paper", "for_language": "JA", "body": "お茶"})
    send("patch", f"campaigns/{number}", {"several": {"choice": "fixed", "fallback_h": 24}})
    return number


def test_it_is_written_counted_and_told_by_channel(number, get, post, noon, log_events, carry_on, columns):
    server = {"host": "127.0.0.1", "port": 25, "security": "none", "from_address": "aino@kahvila.example"}
    keep({**server, "connections": 5, "per_second": 40}, password=None, by=None, now=noon)
    log_events(*({"type": "identify", "userId": name, "traits": {"locale": name}} for name in ("ja_JP", "fi")))
    carry_on()
    while people_columns.sync():
        pass

    shown = get(f"campaigns/{number}/natives")
    coming = get(f"campaigns/{number}/channels")
    post(f"campaigns/{number}/launch")
    while loop.tick(noon) + outbox.tick(noon):
        pass

    assert shown["several"] == {"choice": "fixed", "fallback_h": 24, "until": "clicked"}
    assert [(one["number"], one["channel"], one["for_language"]) for one in shown["wordings"]] == [
        (0, "email", ""),
        (10, "paper", ""),
        (20, "paper", "ja"),
    ]
    assert (coming["people"], coming["nowhere"]) == (2, 0)
    assert [one["people"] for one in coming["coming"]] == [0, 1, 1]
    told = get(f"campaigns/{number}/channels")["ways"]
    assert [(one["channel"], one["nth"], one["sent"], one["clicked"]) for one in told] == [("paper", 1, 2, 0)]
    assert get(f"campaigns/{number}")["several"]["fallback_h"] == 24


def test_what_cannot_be(number, send, post):
    for path, given in (
        (f"campaigns/{number}/natives", {"channel": "paper"}),
        (f"campaigns/{number}/natives", {"channel": "paper", "for_language": "日本語"}),
    ):
        status, said = post(path, given)
        assert (status, said["field"]) == (422, "language")
    for several in ({"fallback_h": 0}, {"fallback_h": True}, {"choice": "worst"}, {"until": "seen"}):
        assert send("patch", f"campaigns/{number}", {"several": several})[0] == 422
    assert send("delete", f"campaigns/{number}/natives/30")[0] == 404

    left = send("delete", f"campaigns/{number}/natives/10")

    assert [one["number"] for one in left["wordings"]] == [0, 10]
