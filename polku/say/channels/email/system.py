"""One letter at once: invitations, confirmations, tests. Campaigns go through the outbox."""

import smtplib
from collections.abc import Sequence
from contextlib import suppress

from django.utils.html import escape, linebreaks

from polku.kit import clock, ids, seal
from polku.say.channels.email import address, connect, headers, mime, trouble
from polku.say.channels.email.attached import Attachment, attached
from polku.say.channels.email.models import EmailServer
from polku.say.channels.email.settings import TOKEN_PLACE, current, sender_domain
from polku.say.channels.email.signing import keys
from polku.say.channels.email.signing.sign import signed
from polku.say.channels.email.trouble import Trouble


class EmailError(Exception):
    """A letter was not sent."""


class NotSetUp(EmailError):
    """E-mail is not set up yet: name your mail server under Settings → E-mail."""

    def __str__(self) -> str:
        return trouble.sentence("email_not_set_up")


class NotSent(EmailError):
    """The mail server did not take the letter; `trouble` says why."""

    def __init__(self, found: Trouble) -> None:
        super().__init__(found.sentence)
        self.trouble = found

    def __str__(self) -> str:
        return self.trouble.sentence


def send_now(to: str, subject: str, text: str, html: str | None = None, *, files: Sequence[Attachment] = ()) -> None:
    """Hand one letter to the mail server and wait for its word. Raises NotSetUp and NotSent."""
    server = current()
    if server is None:
        raise NotSetUp
    recipient = address.read(to)
    if recipient is None:
        raise NotSent(Trouble("email_address", to[:200], is_temporary=False))
    content = mime.letter(
        _envelope(server),
        to=recipient,
        subject=subject,
        text=mime.encoded(text),
        html=mime.encoded(html if html is not None else _as_html(text)),
        message_id=f"{ids.new_id()}@{sender_domain(server)}",
        at_ms=clock.now_ms(),
    )
    content = attached(content, files)
    try:
        content = signed(content, keys.signers(sender_domain(server)), at_s=clock.now_ms() // 1000)
    except seal.SealError as problem:
        raise NotSent(Trouble("email_dkim_key")) from problem
    try:
        connection = connect.connect(connect.Way.to(server))
    except connect.Unreachable as problem:
        raise NotSent(problem.trouble) from problem
    try:
        _hand_over(connection, server, recipient, content)
        with suppress(OSError):  # it has the letter
            connection.quit()
    finally:
        connection.close()


def _envelope(server: EmailServer) -> mime.Envelope:
    reply_to = address.read(server.reply_to)
    sender = address.read(server.from_address) or address.Address("", "")
    return mime.Envelope.of(
        sender=headers.mailbox("From", server.from_name, sender),
        reply_to=headers.mailbox("Reply-To", "", reply_to) if reply_to else b"",
        more=b"Auto-Submitted: auto-generated\r\n",
    )


def _hand_over(connection: smtplib.SMTP, server: EmailServer, to: address.Address, content: bytes) -> None:
    """MAIL, RCPT, DATA. The connection is at its end afterwards."""
    plain = server.bounce_address.replace(f"+{TOKEN_PLACE}", "").replace(TOKEN_PLACE, "system")
    sender = address.read(plain or server.from_address) or address.Address("", "")
    options = ["SMTPUTF8"] if to.needs_utf8 or sender.needs_utf8 else []
    if options and not connection.has_extn("smtputf8"):
        raise NotSent(Trouble("email_utf8", to.text, is_temporary=False))
    connection.command_encoding = "utf-8"
    step, name = "sender", f"{server.host}:{server.port}"
    try:
        code, said = connection.mail(sender.text, options)
        if code == 250:
            step = "recipient"
            code, said = connection.rcpt(to.text)
        if code in (250, 251):
            step = "letter"
            code, said = connection.data(content)
        if not 200 <= code < 300:
            raise NotSent(trouble.refused(step, code, said))
    except smtplib.SMTPDataError as problem:
        raise NotSent(trouble.refused("letter", problem.smtp_code, problem.smtp_error)) from problem
    except smtplib.SMTPServerDisconnected as problem:
        if step != "letter" or "closed" not in str(problem):
            raise NotSent(Trouble("email_cut", name)) from problem
        raise NotSent(Trouble("email_cut_after_data", name)) from problem
    except OSError as problem:
        if step == "letter":  # it may have it
            raise NotSent(Trouble("email_cut_after_data", name)) from problem
        raise NotSent(trouble.connecting(problem, server=name)) from problem


def _as_html(text: str) -> str:
    return f"<!doctype html><meta charset=utf-8>{linebreaks(escape(text), autoescape=False)}"
