"""What mail servers send back, as they post it: delivery reports (RFC 3464, RFC 6533) and complaints (RFC 5965).

Only what names a message of ours, with its seal, is believed: anybody can write a mail to the bounce address.
"""

import email
import email.policy
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from email.message import EmailMessage, Message

import msgspec

from polku.kit.sql import Cursor
from polku.know.events.append import News
from polku.say.channels.email.names import HALF, message_of
from polku.say.channels.email.trouble import is_bounce
from polku.say.tracking.read import Known, known, properties_of

NAME = re.compile(rf"(?<![0-9a-z])[0-9a-z]{{{HALF * 2}}}(?![0-9a-z])", re.IGNORECASE)
CODE = re.compile(r"\b([245]\d\d)\b")
SAID = 250
STATUS = ("message/delivery-status", "message/global-delivery-status")
HEADS = ("text/rfc822-headers", "message/global-headers", "message/global")
FIELDS = ("message-id", "in-reply-to", "references", "to", "delivered-to", "x-original-to", "envelope-to")


class Report(msgspec.Struct, frozen=True):
    """`what`: "delivered", "bounced" or "complained". `is_hard`: there is no such address."""

    message_id: int
    what: str
    is_hard: bool = False
    said: str = ""


def reports(raw: bytes) -> list[Report]:
    """What a posted mail reports; nothing for a mail that is no report, or of no message of ours."""
    try:
        mail = email.message_from_bytes(raw, policy=email.policy.compat32)
        message_id = _message_of(mail)
        if message_id is None:
            return []
        return [report for part in mail.walk() for report in _read(part, message_id)]
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return []  # whatever somebody has sent, it is no report


def news_of(report: Report, message: Known) -> News:
    properties = {**properties_of(message), "address": message.email}
    if report.said:
        properties["said"] = report.said
    if report.what == "bounced":
        properties["is_hard"] = report.is_hard
    name = {"delivered": "Message Delivered", "bounced": "Message Bounced", "complained": "Message Complained"}
    if report.what == "delivered":
        properties.pop("address")
    key = f"{report.what}:{message.id}" + (":hard" if report.is_hard else "")
    return News(name[report.what], message.identity, f"report:{key}", properties)


def news_of_all(cursor: Cursor, found: Iterable[Report]) -> list[News]:
    """Without those of messages that are no more."""
    messages = ((report, known(cursor, report.message_id)) for report in found)
    return [news_of(report, message) for report, message in messages if message is not None]


def _read(part: "Message | EmailMessage", message_id: int) -> Iterator[Report]:
    kind = part.get_content_type()
    if kind in STATUS:
        for fields in _groups(part):
            action = str(fields.get("Action") or "").strip().lower()
            status = str(fields.get("Status") or "").strip()
            said = " ".join(str(fields.get("Diagnostic-Code") or status).split())
            said = said.partition(";")[2].strip() or said
            if action == "delivered":
                yield Report(message_id, "delivered")
            elif action == "failed":
                code = CODE.search(said)
                known = f"{status} {said}".encode()
                is_hard = is_bounce(int(code[1]) if code else 0, known)
                yield Report(message_id, "bounced", is_hard, said[:SAID])
    elif kind == "message/feedback-report":
        for fields in _groups(part):
            feedback = str(fields.get("Feedback-Type") or "").strip().lower()
            if feedback in ("abuse", "fraud", "opt-out", "other", "virus"):
                yield Report(message_id, "complained", said=feedback)


def _groups(part: "Message | EmailMessage") -> list[Message]:
    """The groups of fields in a report: the parser has read them as little messages, or left them as text."""
    content = part.get_payload()
    if isinstance(content, list) and part.get_content_type() == "message/delivery-status":
        return [one for one in content if isinstance(one, Message)]
    return [email.message_from_string(group) for group in re.split(r"\r?\n\r?\n", _text_of(part))]


def _text_of(part: "Message | EmailMessage") -> str:
    """What stands in a part. In other scripts it may be encoded, which the parser does not see within a message."""
    content = part.get_payload()
    if isinstance(content, list):
        raw = b"".join(one.as_bytes() for one in content if isinstance(one, Message))
    else:
        raw = str(content).encode("utf-8", "surrogateescape")
    if str(part.get("Content-Transfer-Encoding") or "").strip().lower() == "base64":
        raw = b64decode(b"".join(raw.split()))
    return raw.decode("utf-8", "replace")


def _message_of(mail: "Message | EmailMessage") -> int | None:
    """By the name in the address that it came to, or in the headers of the letter that it returns."""
    for text in _texts(mail):
        for name in NAME.findall(text):
            if (found := message_of(name)) is not None:
                return found
    return None


def _texts(mail: "Message | EmailMessage") -> Iterator[str]:
    for part in mail.walk():
        yield from (str(value) for name, value in part.items() if name.lower() in FIELDS)
        if part.get_content_type() in HEADS:
            yield _text_of(part)
