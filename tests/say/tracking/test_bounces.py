"""Mail that comes back, whoever wrote it."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.say.channels.email.names import name_of
from polku.say.tracking.bounces import Report, reports


def dsn(*groups, name=None):
    """A report of delivery with these groups of fields, one for each recipient."""
    fields = "\r\n\r\n".join(("Reporting-MTA: dns; mail.example", *groups))
    parts = (
        ("text/plain", "Your mail could not be delivered."),
        ("message/delivery-status", fields),
        ("message/rfc822", f"Message-ID: <{name or name_of(12)}@kahvila.example>\r\nSubject: Tea\r\n\r\nHello"),
    )
    body = "".join(f"--B\r\nContent-Type: {kind}\r\n\r\n{content}\r\n" for kind, content in parts)
    head = "From: MAILER-DAEMON\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; boundary=B\r\n\r\n"
    return f"{head}{body}--B--\r\n".encode()


@pytest.mark.parametrize(
    ("status", "said", "is_hard"),
    [
        ("5.1.1", "smtp; 550 5.1.1 User unknown", True),
        ("5.1.1", "", True),
        ("5.2.1", "smtp; 550 mailbox disabled", True),
        ("5.0.0", "smtp; 550 No such user here", False),  # the status says that it does not say
        ("5.2.2", "smtp; 552 mailbox full", False),
        ("5.7.1", "smtp; 550 5.7.1 blocked", False),
        ("4.4.1", "smtp; connection timed out", False),
    ],
)
def test_only_what_says_that_there_is_no_such_address_is_for_good(status, said, is_hard):
    group = f"Final-Recipient: rfc822; d@shop.example\r\nAction: failed\r\nStatus: {status}"

    [report] = reports(dsn(f"{group}\r\nDiagnostic-Code: {said}" if said else group))

    assert (report.message_id, report.what, report.is_hard) == (12, "bounced", is_hard)


def test_a_report_of_several_recipients_is_read_group_by_group():
    found = reports(dsn("Action: delivered\r\nStatus: 2.0.0", "Action: delayed\r\nStatus: 4.0.0", "Action: failed"))

    assert [report.what for report in found] == ["delivered", "bounced"]


def test_folded_fields_are_read_whole():
    [report] = reports(dsn("Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550\r\n 5.1.1 nobody\r\n here"))

    assert report == Report(12, "bounced", is_hard=True, said="550 5.1.1 nobody here")


@pytest.mark.parametrize("is_encoded", [False, True])
def test_a_report_in_other_scripts_is_read(is_encoded):
    def part(kind, content):
        how = "base64" if is_encoded else "8bit"
        content = b64encode(content.encode()).decode() if is_encoded else content
        return f"--B\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {how}\r\n\r\n{content}\r\n"

    groups = (
        "Reporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: utf-8; 雪@shop.example\r\nAction: failed\r\n"
        "Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 誰もいない"
    )
    returned = f"From: 雪@kahvila.example\r\nMessage-ID: <{name_of(12)}@kahvila.example>\r\n"
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/report; boundary=B\r\n\r\n"
    parts = part("message/global-delivery-status", groups) + part("message/global-headers", returned)

    assert reports(f"{head}{parts}--B--\r\n".encode()) == [Report(12, "bounced", is_hard=True, said=SAID)]


SAID = "550 5.1.1 誰もいない"


def test_a_complaint_is_read_and_an_all_clear_is_none():
    def arf(kind):
        parts = (
            ("message/feedback-report", f"Feedback-Type: {kind}\r\nUser-Agent: x/1\r\nVersion: 1\r\n"),
            ("message/rfc822", f"Message-ID: <{name_of(12)}@kahvila.example>\r\n\r\nHello"),
        )
        body = "".join(f"--B\r\nContent-Type: {one}\r\n\r\n{content}\r\n" for one, content in parts)
        return f"MIME-Version: 1.0\r\nContent-Type: multipart/report; boundary=B\r\n\r\n{body}--B--\r\n".encode()

    assert reports(arf("abuse")) == [Report(12, "complained", said="abuse")]
    assert reports(arf("not-spam")) == []


def test_a_forged_name_is_not_believed():
    assert reports(dsn("Action: failed\r\nStatus: 5.1.1", name=name_of(12)[:13] + name_of(13)[13:])) == []


@given(st.binary(max_size=2_000))
def test_whatever_arrives_is_a_report_or_none(raw):
    assert reports(raw) == []


@given(st.integers(0, 600), st.binary(max_size=20))
def test_a_damaged_report_breaks_nothing(place, noise):
    whole = dsn("Final-Recipient: rfc822; d@shop.example\r\nAction: failed\r\nStatus: 5.1.1")

    found = reports(whole[:place] + noise + whole[place:])

    assert {report.message_id for report in found} <= {12}


def test_mails_within_mails_within_mails_are_given_up():
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(3_000))

    assert reports(nested) == []
