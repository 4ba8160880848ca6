"""What somebody takes back is gone: from log, columns, disk and story, in whichever order it is told."""

import json

import pytest

from polku.doors.work.lanes import KEEPERS, READERS
from polku.kit import clock, ids
from polku.kit import columns as store
from polku.know.events.forgetting.work import Forgetter
from polku.know.events.models import LogBatch
from polku.know.events.story import story
from polku.say.channels.line.inbox import unsent
from polku.say.channels.line.inbox.models import LineMedia, LineUnsent
from polku.say.channels.line.media import files
from tests.say.channels.line.webhooks import DEVI, NOON_MS, account, event, text

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "the code is 4711"


def unsend(message_id):
    return event("unsend", at_ms=NOON_MS + 50, unsend={"messageId": message_id})


@pytest.fixture
def forgotten(columns, carry_on):
    """Everything that happens by itself, until there is nothing left to do."""

    def run():
        carry_on()
        while unsent.tick(clock.now()) + Forgetter(READERS, KEEPERS).tick():
            carry_on()

    return run


def log():
    return b"".join(bytes(batch.payload) for batch in LogBatch.objects.all()).decode()


def names():
    return sorted(event.name for event in story([ids.identity_id("line", DEVI)]) if event.type == "track")


def test_a_message_that_is_taken_back_is_read_nowhere_any_more(tell, forgotten):
    account()
    tell(text(SECRET, message_id="571"), text("Terve", message_id="572"))
    forgotten()
    assert SECRET in log()
    tell(unsend("571"))
    forgotten()

    assert SECRET not in log()
    assert "Terve" in log()
    assert names() == ["Message Received", "Message Unsent"]
    assert store.value("SELECT countSubstrings(toString(groupArray(properties)), '4711') FROM events") == 0


def test_nor_is_one_that_is_told_after_it_was_taken_back(tell, forgotten):
    account()
    said = text(SECRET, message_id="571")
    tell(unsend("571"))
    forgotten()
    tell(said)
    forgotten()
    tell(said)
    forgotten()

    assert SECRET not in log()
    assert names() == ["Message Unsent"]


def test_nor_in_one_request_nor_its_copies_nor_its_versions(tell, forgotten):
    account()
    said = text(SECRET, message_id="571")
    edited = event("messageEdited", message={"id": "571", "type": "text", "text": SECRET + "!"})
    tell(said, unsend("571"), edited, said)
    tell(said)
    forgotten()

    assert SECRET not in log()


def test_another_account_s_message_of_that_number_stays(tell, forgotten):
    account(), account("toinen")
    tell(text(SECRET, message_id="571"))
    tell(unsend("571"), name="toinen")
    forgotten()

    assert SECRET in log()


def test_a_picture_that_is_taken_back_is_off_the_disk(tell, forgotten, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    account()
    tell(event("message", message={"id": "571", "type": "image", "contentProvider": {"type": "line"}}))
    forgotten()
    name = files.write(b"picture")
    LineMedia.objects.update(state="there", name=name)
    tell(unsend("571"))
    forgotten()

    assert not LineMedia.objects.exists()
    assert not files.path(name).exists()


def test_a_picture_is_not_asked_for_when_it_was_taken_back_before(tell, forgotten):
    account()
    tell(unsend("571"))
    tell(event("message", message={"id": "571", "type": "image", "contentProvider": {"type": "line"}}))
    forgotten()

    assert not LineMedia.objects.exists()
    assert LineUnsent.objects.get().found_ms is not None
    assert json.loads(bytes(LogBatch.objects.order_by("seq")[1].payload)) == {"batch": [None]}
