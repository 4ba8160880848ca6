"""What can go wrong between here and the mail server, each with a sentence that says what to do."""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from polku.say.channels import trouble

DETAIL = 250
ANY_ADDRESS = re.compile(r"<?[^\s<>:;,]+@[^\s<>:;,]+>?")
ENHANCED = re.compile(rb"\b5\.\d{1,3}\.\d{1,3}\b")
SENDERS_FAULT = (b"5.1.7", b"5.1.8")  # the sender's address is what is wrong

# OpenSSL's numbers of what is wrong with a certificate (X509_V_ERR_…).
EXPIRED, NOT_YET, OTHER_HOST, OTHER_ADDRESS = 10, 9, 62, 64
UNKNOWN_ISSUER = frozenset((2, 18, 19, 20, 21))

# By code; `{0}` is the server, or what it said.
SENTENCES: dict[str, Callable[[], str]] = {
    "email_not_set_up": lambda: _("E-mail is not set up yet: name your mail server under Settings → E-mail."),
    "email_key": lambda: _("The password of the mail server was sealed with another secret key. Enter it again."),
    "email_dkim_key": lambda: _(
        "The key that signs letters was sealed with another secret key. End it under Settings → E-mail and make a new"
        " one."
    ),
    "email_dns": lambda: _("There is no server of the name {0}. Is it spelt right?"),
    "email_refused": lambda: _("{0} refuses connections. Is the port right, and does the server run?"),
    "email_unreachable": lambda: _("{0} cannot be reached from here. Does a firewall stand between?"),
    "email_timeout": lambda: _("{0} does not answer in time. Is the port right? Some networks block ports for mail."),
    "email_expired": lambda: _("The certificate of {0} has expired. Renew it on the mail server."),
    "email_not_yet": lambda: _("The certificate of {0} is not valid yet. Does one of the two clocks go wrong?"),
    "email_other_host": lambda: _("The certificate of {0} is for another name. Give the name that stands in it."),
    "email_unknown_issuer": lambda: _(
        "Nobody known vouches for the certificate of {0}. If it is your own, switch checking off; else somebody may"
        " stand between."
    ),
    "email_certificate": lambda: _("The certificate of {0} cannot be trusted."),
    "email_tls": lambda: _("{0} does not speak TLS at this port. Try STARTTLS, or port 465."),
    "email_no_starttls": lambda: _("{0} does not offer STARTTLS. Try TLS at port 465, or another server."),
    "email_not_smtp": lambda: _("{0} does not answer like a mail server. Is the port right, and the kind of security?"),
    "email_auth": lambda: _("The server does not accept this user and password: {0}"),
    "email_auth_later": lambda: _("The server cannot check the password at the moment: {0}"),
    "email_no_auth": lambda: _(
        "{0} takes no password over this connection. Try STARTTLS or TLS, or leave the user empty."
    ),
    "email_imap_key": lambda: _("The password of the mailbox was sealed with another secret key. Enter it again."),
    "email_imap_auth": lambda: _("The mailbox does not accept this user and password: {0}"),
    "email_imap_folder": lambda: _("The mailbox has no folder of the name {0}."),
    "email_not_imap": lambda: _("{0} does not answer like a mailbox (IMAP). Is the port right, and the encryption?"),
    "email_cut": lambda: _("{0} ended the connection."),
    "email_cut_after_data": lambda: _("{0} ended the connection before it said whether it took the letter."),
    "email_sender": lambda: _("The server does not take letters from this sender: {0}"),
    "email_recipient": lambda: _("The server does not take letters to this address: {0}"),
    "email_letter": lambda: _("The server does not take this letter: {0}"),
    "email_later": lambda: _("The server asks to try again later, as many do at first: {0}"),
    "email_write": lambda: _("This letter cannot be written ({0})."),
    "email_address": lambda: _("This is no e-mail address: {0}"),
    "email_utf8": lambda: _("This mail server cannot write to addresses with letters like these: {0}"),
    "email_warm_up": lambda: _("Today’s share of the warm-up plan of {0} is used up: it goes on another day."),
    "email_pace": lambda: _("{0} gets only so many letters a minute: it goes a little later."),
    "email_bounced": lambda: _("Letters to this address have come back: {0}"),
    "email_complained": lambda: _("The owner of this address has reported a letter as unwanted."),
}


class Trouble(trouble.Trouble, frozen=True):
    """Of a mail server."""

    sentences = SENTENCES


def sentence(code: str, detail: str = "") -> str:
    """In the reader's language."""
    return Trouble(code, detail).sentence


def connecting(problem: Exception, *, server: str) -> Trouble:
    """Why there is no connection to `server` ("mail.example:587"), or why it does not let us in."""
    match problem:
        case ssl.SSLCertVerificationError():
            return Trouble(_certificate(problem.verify_code), server, is_temporary=False)
        case ssl.SSLError():
            return Trouble("email_tls", server, is_temporary=False)
        case socket.gaierror() | UnicodeError():
            return Trouble("email_dns", server)
        case ConnectionRefusedError():
            return Trouble("email_refused", server)
        case TimeoutError():
            return Trouble("email_timeout", server)
        case smtplib.SMTPAuthenticationError():
            said = spoken(problem.smtp_code, problem.smtp_error)
            is_temporary = problem.smtp_code < 500
            return Trouble("email_auth_later" if is_temporary else "email_auth", said, is_temporary)
        case smtplib.SMTPNotSupportedError() | smtplib.SMTPHeloError():
            no_starttls = "STARTTLS" in str(problem)
            return Trouble("email_no_starttls" if no_starttls else "email_no_auth", server, is_temporary=False)
        case smtplib.SMTPServerDisconnected() if isinstance(problem.__context__, TimeoutError):
            return Trouble("email_timeout", server)
        case smtplib.SMTPResponseException() if problem.smtp_code >= 400:  # 421 instead of a greeting, among others
            return Trouble("email_later", spoken(problem.smtp_code, problem.smtp_error))
        case smtplib.SMTPServerDisconnected() | smtplib.SMTPException():
            return Trouble("email_not_smtp", server)
        case ConnectionError():
            return Trouble("email_cut", server)
    return Trouble("email_unreachable", server)


def refused(step: str, code: int, said: bytes | str | Sequence[bytes]) -> Trouble:
    """What a 4xx or 5xx means, given at one step: "sender", "recipient" or "letter"."""
    if code < 500:
        return Trouble("email_later", spoken(code, said))
    return Trouble(f"email_{step}", spoken(code, said), is_temporary=False)


def is_bounce(code: int, said: bytes) -> bool:
    """Whether a refused recipient means that there is no such address: not that it is full, or that we are not liked.

    By RFC 3463 where the server says so ("5.1.1"), else by RFC 5321's numbers.
    """
    found = ENHANCED.search(said)
    if found is not None:
        return found[0].startswith((b"5.1.", b"5.2.1")) and found[0] not in SENDERS_FAULT
    return code in {550, 551, 553}


def spoken(code: int, said: bytes | str | Sequence[bytes]) -> str:
    """The server's answer in one line, with its number."""
    if isinstance(said, bytes):
        said = said.decode("utf-8", "replace")
    elif not isinstance(said, str):
        said = b" ".join(said).decode("utf-8", "replace")
    # Without the address: a thousand that do not exist are one reason.
    return f"{code} {' '.join(ANY_ADDRESS.sub('…', said).split())}"[:DETAIL]


def _certificate(number: int) -> str:
    if number in UNKNOWN_ISSUER:
        return "email_unknown_issuer"
    return {
        EXPIRED: "email_expired",
        NOT_YET: "email_not_yet",
        OTHER_HOST: "email_other_host",
        OTHER_ADDRESS: "email_other_host",
    }.get(number, "email_certificate")
