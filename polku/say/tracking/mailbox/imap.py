"""Reading on in a mailbox (IMAP, RFC 3501), without leaving a trace in it."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import msgspec
from django.conf import settings

from polku.kit import seal
from polku.say.channels.email import trouble
from polku.say.channels.email.models import EmailServer
from polku.say.channels.email.trouble import Trouble
from polku.say.tracking.mailbox.models import ReportMailbox

ANSWER_S = 20.0
LARGEST = 1_000_000  # bytes; as by post
SIZE = re.compile(rb"UID (\d+).*RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+).*UID (\d+)")


class Unreadable(Exception):
    """The mailbox cannot be read at the moment; `trouble` says why."""

    def __init__(self, found: Trouble) -> None:
        super().__init__(found.sentence)
        self.trouble = found


class Read(msgspec.Struct, frozen=True):
    """`last_uid`: of the last mail that was looked at. `has_more`: others wait."""

    mails: list[bytes]
    uid_validity: int
    last_uid: int
    has_more: bool


def read_on(row: ReportMailbox, *, most: int) -> Read:
    """The next mails of the mailbox. Raises Unreadable."""
    with _opened(row) as client:
        validity = _validity(client)
        last = row.last_uid if validity == row.uid_validity else 0
        waiting = [uid for uid in _search(client, last + 1) if uid > last]  # `n:*` gives the last one at least
        taken = waiting[:most]
        small = _small(client, taken)
        mails = [mail for uid in taken if uid in small and (mail := _fetch(client, uid))]
        return Read(mails, validity, taken[-1] if taken else last, has_more=len(waiting) > len(taken))


@contextmanager
def _opened(row: ReportMailbox) -> Iterator[imaplib.IMAP4]:
    server = f"{row.host}:{row.port}"
    client: imaplib.IMAP4 | None = None
    try:
        client = _connect(row)
        _sign_in(client, row)
        _open_folder(client, row.folder)
        yield client
    except imaplib.IMAP4.error as problem:  # among them the end of the connection
        raise Unreadable(Trouble("email_not_imap", server)) from problem
    except (OSError, ValueError) as problem:
        raise Unreadable(trouble.connecting(problem, server=server)) from problem
    finally:
        if client is not None:
            with suppress(OSError, imaplib.IMAP4.error):  # whoever hung up first
                client.logout()


def _connect(row: ReportMailbox) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    if not row.verifies_certificate:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if row.security == EmailServer.Security.TLS:
        return imaplib.IMAP4_SSL(row.host, row.port, ssl_context=context, timeout=ANSWER_S)
    client = imaplib.IMAP4(row.host, row.port, timeout=ANSWER_S)
    if row.security == EmailServer.Security.STARTTLS:
        client.starttls(context)
    return client


def _sign_in(client: imaplib.IMAP4, row: ReportMailbox) -> None:
    try:
        password = seal.opened(row.sealed_password, key=settings.SECRET_KEY)
    except seal.SealError as problem:
        raise Unreadable(Trouble("email_imap_key")) from problem
    try:
        if "AUTH=PLAIN" in client.capabilities:  # in any letters, where LOGIN takes ASCII only
            client.authenticate("PLAIN", lambda _challenge: f"\0{row.user}\0{password}".encode())
        else:
            client.login(f'"{_escaped(row.user)}"', password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as problem:
        raise Unreadable(Trouble("email_imap_auth", _said(problem))) from problem


def _open_folder(client: imaplib.IMAP4, folder: str) -> None:
    answer, _said_of_it = client.select(f'"{_escaped(folder)}"', readonly=True)
    if answer != "OK":
        raise Unreadable(Trouble("email_imap_folder", folder))


def _validity(client: imaplib.IMAP4) -> int:
    _answer, said = client.response("UIDVALIDITY")
    found = said[0] if said else None
    return int(found) if isinstance(found, bytes) and found.isdigit() else 0


def _search(client: imaplib.IMAP4, first: int) -> list[int]:
    _answer, said = client.uid("SEARCH", f"UID {first}:*")
    return sorted(int(number) for line in said if isinstance(line, bytes) for number in line.split())


def _small(client: imaplib.IMAP4, uids: list[int]) -> set[int]:
    if not uids:
        return set()
    _answer, said = client.uid("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE)")
    found = (SIZE.search(line) for line in said if isinstance(line, bytes))
    sizes = {int(one[1] or one[4]): int(one[2] or one[3]) for one in found if one is not None}
    return {uid for uid in uids if 0 < sizes.get(uid, 0) <= LARGEST}


def _fetch(client: imaplib.IMAP4, uid: int) -> bytes:
    _answer, said = client.uid("FETCH", str(uid), "(BODY.PEEK[])")
    return next((part[1] for part in said if isinstance(part, tuple)), b"")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _said(problem: imaplib.IMAP4.error) -> str:
    first = problem.args[0] if problem.args else b""
    return (first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first))[:200]
