"""The page of the mailbox that undeliverable letters arrive in."""

import pytest
from django.test import Client

from polku.know.teams.models import TrailEntry
from polku.say.tracking.mailbox.models import ReportMailbox
from tests.say.tracking.mailbox.post_box import PostBox

PAGE = "/settings/channels/email/mailbox"


@pytest.fixture
def box():
    started = PostBox()
    yield started
    started.stop()


def given(box: PostBox, **values: str) -> dict[str, str]:
    usual = {"host": "127.0.0.1", "port": str(box.port), "security": "none", "user": box.user, "folder": "INBOX"}
    return usual | {"password": box.password} | values


def test_a_mailbox_is_tried_when_it_is_named_and_left_again(web: Client, box: PostBox) -> None:
    answer = web.post(PAGE, given(box), follow=True)
    row = ReportMailbox.objects.get()
    assert "The mailbox can be read." in answer.text
    assert box.password not in answer.text + row.sealed_password + str(TrailEntry.objects.values_list("after").get())

    web.post(PAGE, given(box, password=""))
    assert ReportMailbox.objects.get().sealed_password == row.sealed_password

    web.post(f"{PAGE}/left")
    assert not ReportMailbox.objects.exists()


def test_what_is_wrong_is_told_at_once(web: Client, box: PostBox) -> None:
    told = web.post(PAGE, given(box, password="wrong"), follow=True).text

    assert "The mailbox does not accept this user and password" in told


def test_nonsense_is_refused_at_its_field(web: Client, box: PostBox) -> None:
    answer = web.post(PAGE, given(box, host="no host"))

    assert answer.status_code == 422
    assert "host" in answer.context["form"].errors
    assert not ReportMailbox.objects.exists()


def test_how_the_last_look_went_stands_there(web: Client, box: PostBox) -> None:
    web.post(PAGE, given(box))
    ReportMailbox.objects.update(trouble="email_imap_folder|INBOX", looked_ms=0, mails=2_000, reports=1)

    page = web.get(PAGE).text

    assert "The mailbox has no folder of the name INBOX." in page
    assert "2,000 mails have been read so far" in page
