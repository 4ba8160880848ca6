"""A mailbox that reports arrive in, read by the minute."""

import json
import socket
from datetime import timedelta

import pytest

from polku.kit import clock, ids
from polku.know.events.models import LogBatch
from polku.know.people.models import Identity, Profile
from polku.say.channels.email.models import Suppressed
from polku.say.channels.email.names import name_of
from polku.say.channels.email.settings import Wrong
from polku.say.outbox.models import Message
from polku.say.tracking.mailbox import imap, loop
from polku.say.tracking.mailbox.models import ReportMailbox
from polku.say.tracking.mailbox.settings import keep
from tests.say.tracking.mailbox.post_box import PostBox
from tests.say.tracking.test_bounces import dsn

pytestmark = pytest.mark.django_db
GONE = "Final-Recipient: rfc822; devi@shop.example\r\nAction: failed\r\nStatus: 5.1.1"


@pytest.fixture
def message(db):
    """Devi was sent a letter."""
    number = ids.identity_id("user_id", "devi")
    Profile.objects.create(
        id=number, name="Devi", email="Devi@shop.example", traits="{}", first_seen_ms=0, last_seen_ms=0
    )
    Identity.objects.create(id=number, kind="user_id", value="devi", profile_id=number, first_seen_ms=0, last_seen_ms=0)
    return Message.objects.create(
        cause="campaign:7", identity_id=number, channel="email", campaign_id=7, state="sent",
        due_ms=0, asked_ms=0, settled_ms=0,
    )  # fmt: skip


@pytest.fixture
def box():
    """`box(…)`: a mailbox."""
    started = []

    def start(**options):
        started.append(PostBox(**options))
        return started[-1]

    yield start
    for one in started:
        one.stop()


def kept(box, **values):
    usual = {"host": "127.0.0.1", "port": box.port, "security": "none", "user": box.user, "folder": "INBOX"}
    password = values.pop("password", box.password)
    return keep(usual | values, password=password, by=None, now=clock.now())


def looked(minutes=0):
    """How many mails a look reads, so many minutes from now."""
    return loop.tick(clock.now() + timedelta(minutes=minutes))


def told():
    batches = LogBatch.objects.order_by("seq")
    return [event["event"] for batch in batches for event in json.loads(bytes(batch.payload))["batch"]]


def test_what_came_back_is_told_and_the_mailbox_is_left_as_it_is(box, message, carry_on, noon):
    there = box()
    there.mails = {3: b"Subject: Hello\r\n\r\nNo report.", 5: dsn(GONE, name=name_of(message.pk))}
    kept(there)

    assert looked() == 2

    carry_on()
    row = ReportMailbox.objects.get()
    assert told() == ["Message Bounced"]
    assert Suppressed.objects.get().address == "devi@shop.example"
    assert (row.mails, row.reports, row.last_uid, row.trouble) == (2, 1, 5, "")
    assert not any("STORE" in one or "SELECT" in one for one in there.asked)


def test_each_mail_is_read_once_and_not_more_than_once_a_minute(box, message, noon):
    there = box()
    there.mails = {1: dsn(GONE, name=name_of(message.pk))}
    kept(there)
    assert [looked(), looked(), looked(1)] == [1, 0, 0]

    there.mails[2] = b"Subject: Hello\r\n\r\n"

    assert looked(2) == 1
    assert [one for one in there.asked if "PEEK" in one] == [f"UID FETCH {uid} (BODY.PEEK[])" for uid in (1, 2)]


def test_a_mailbox_that_was_made_anew_is_read_from_its_beginning_and_nothing_is_told_twice(
    box, message, carry_on, noon
):
    there = box()
    there.mails = {9: dsn(GONE, name=name_of(message.pk))}
    kept(there)
    looked()

    there.mails, there.validity = {1: there.mails[9]}, 8
    assert looked(1) == 1

    carry_on()
    assert Suppressed.objects.count() == 1
    assert ReportMailbox.objects.get().last_uid == 1


def test_many_mails_are_gone_on_with_at_once(box, monkeypatch, noon):
    monkeypatch.setattr(loop, "MOST", 2)
    there = box()
    there.mails = dict.fromkeys((2, 4, 6, 8, 10), b"Subject: Hello\r\n\r\n")
    kept(there)

    assert [looked(), looked(), looked(), looked()] == [2, 2, 1, 0]


def test_a_mail_that_is_too_large_is_passed_over(box, monkeypatch, noon):
    monkeypatch.setattr(imap, "LARGEST", 100)
    there = box()
    there.mails = {1: b"x" * 101, 2: b"Subject: Hello\r\n\r\n"}
    kept(there)

    assert looked() == 1
    assert ReportMailbox.objects.get().last_uid == 2


def test_a_server_of_old_is_signed_in_to_by_login(box, noon):
    there = box(capabilities="IMAP4rev1")
    there.user, there.password = 'a "b', "pass"
    there.user = "a b"
    there.mails = {1: b"Subject: Hello\r\n\r\n"}
    kept(there)

    assert looked() == 1


@pytest.mark.parametrize(
    ("values", "trouble"),
    [
        ({"password": "wrong"}, "email_imap_auth|[AUTHENTICATIONFAILED] wrong"),
        ({"folder": "Elsewhere"}, "email_imap_folder|Elsewhere"),
        ({"security": "starttls"}, "email_not_imap|127.0.0.1:{port}"),
        ({"security": "tls"}, "email_tls|127.0.0.1:{port}"),
        ({"host": "nowhere.invalid"}, "email_dns|nowhere.invalid:{port}"),
    ],
)
def test_what_is_wrong_is_told_and_tried_again(values, trouble, box, noon):
    there = box()
    there.mails = {1: b"Subject: Hello\r\n\r\n"}
    kept(there, **values)

    assert looked() == 0
    assert ReportMailbox.objects.get().trouble == trouble.format(port=there.port)

    kept(there)
    assert looked() == 1
    assert ReportMailbox.objects.get().trouble == ""


def test_a_server_that_speaks_another_language_is_named(box, noon):
    there = box(greeting="220 mail.example ESMTP")
    kept(there)

    assert looked() == 0
    assert ReportMailbox.objects.get().trouble == f"email_not_imap|127.0.0.1:{there.port}"


def test_a_port_at_which_nobody_listens_is_named(box, noon):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        kept(box(), port=port)

        assert looked() == 0

    assert ReportMailbox.objects.get().trouble == f"email_refused|127.0.0.1:{port}"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"host": "no host"}, "host"),
        ({"port": 0}, "port"),
        ({"user": "a\r\nb"}, "user"),
        ({"folder": "雪"}, "folder"),
        ({"password": ""}, "password"),
    ],
)
def test_nonsense_is_refused(values, field, box):
    with pytest.raises(Wrong) as refused:
        kept(box(), **values)

    assert refused.value.field == field
    assert not ReportMailbox.objects.exists()
