"""Who is erased is forgotten by LINE's tables, too; and can be told before what these hold of them."""

import pytest

from polku.kit import clock, ids
from polku.know.events.forgetting.whom import Whom
from polku.say.channels.line.inbox.export import tell as told
from polku.say.channels.line.inbox.forget import forget
from polku.say.channels.line.inbox.models import LineMedia, LineRelay, LineReplyToken, LineUnsent
from polku.say.channels.line.media import files
from polku.say.channels.line.models import LineFriend
from tests.say.channels.line.webhooks import DEVI, FUMI, account, body, event, text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def both(tell, carry_on, settings, tmp_path):
    """Devi and Fumi, each with everything that can be kept of them."""
    settings.DATA_DIR = tmp_path
    row = account()
    for user in (DEVI, FUMI):
        picture = {"id": f"9{user[1]}", "type": "image", "contentProvider": {"type": "line"}}
        tell(
            event("follow", user=user, follow={"isUnblocked": False}),
            event("message", user=user, message=picture),
            event("unsend", user=user, unsend={"messageId": f"8{user[1]}"}),
        )
        LineReplyToken.objects.create(token=user, account=row, user_id=user, received_ms=clock.now_ms())
        LineRelay.objects.create(account=row, body=body(text("Hi", user=user)), signature="", received_ms=0, due_ms=0)
    carry_on()
    for media in LineMedia.objects.all():
        media.name = files.write(b"picture")
        media.state = "there"
        media.save()


def whom(user):
    return Whom([{ids.identity_id("line", user): ("line", user)}])


def test_one_is_forgotten_and_the_other_is_not(both):
    names = dict(LineMedia.objects.values_list("user_id", "name"))

    assert forget(whom(DEVI)) == 5

    for model in (LineFriend, LineReplyToken, LineMedia):
        assert [row.user_id for row in model.objects.all()] == [FUMI]
    assert [row.message_id for row in LineUnsent.objects.all()] == ["8f"]
    assert FUMI.encode() in bytes(LineRelay.objects.get().body)
    assert [files.path(names[user]).exists() for user in (DEVI, FUMI)] == [False, True]


def test_what_is_kept_can_be_told(both):
    found = told([ids.identity_id("line", DEVI)])

    assert [(one["account"], one["user_id"], one["is_friend"]) for one in found["line"]] == [("Kahvila", DEVI, True)]
    assert [(one["kind"], one["state"]) for one in found["line_files"]] == [("image", "there")]
    assert told([1]) == {}
