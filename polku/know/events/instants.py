"""When an event happened: reading the forms of time that clients send, and righting clocks that are wrong."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from polku.know.events.given import Given, Instant

EARLIEST_MS = 0  # 1970
LATEST_MS = 253_402_300_799_999  # the end of 9999
NETWORK_MS = 5_000  # a difference below this is the network, not a wrong clock
SECONDS_END = 100_000_000_000  # a number below this counts seconds, else milliseconds (1973 or later either way)


class NotAnInstant(ValueError):
    """This is not a time we can read; ISO 8601 is, for example 2026-11-21T10:00:00Z."""


def read_instant(given: Instant) -> int | None:
    """Milliseconds since 1970, or None when nothing was given. Without a zone, UTC is meant. Raises NotAnInstant."""
    if given is None or given == "":
        return None
    try:
        instant_ms = _read_text(given.strip()) if isinstance(given, str) else _read_number(given)
    except (ValueError, OverflowError, TypeError, IndexError) as problem:
        raise NotAnInstant(str(given)[:80]) from problem
    if not EARLIEST_MS <= instant_ms <= LATEST_MS:
        raise NotAnInstant(str(given)[:80])
    return instant_ms


def _read_text(text: str) -> int:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        if text.replace(".", "", 1).isdecimal() and text.isascii():
            return _read_number(float(text))
        moment = _read_rare(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return round(moment.timestamp() * 1000)


def _read_rare(text: str) -> datetime:
    """2026/11/21 10:00:00, and the form of e-mail and HTTP (Sat, 21 Nov 2026 10:00:00 GMT)."""
    if text[4:5] == "/" and text[7:8] == "/":
        return datetime.fromisoformat(text[:10].replace("/", "-") + text[10:])
    return parsedate_to_datetime(text)


def _read_number(number: float) -> int:
    return round(number * 1000) if abs(number) < SECONDS_END else round(number)


def is_right(sent_at: Instant, *, received_ms: int) -> bool:
    """Whether a client's clock agrees with ours by the `sentAt` of its batch; without one it is believed."""
    try:
        sent_ms = read_instant(sent_at)
    except NotAnInstant:
        return False
    return sent_ms is None or abs(received_ms - sent_ms) <= NETWORK_MS


def event_time_ms(given: Given, *, sent_at: Instant, received_ms: int) -> int:
    """When the event happened, by the server's clock. Raises NotAnInstant.

    `timestamp` beside `originalTimestamp` was corrected by somebody already and is taken as it is. Otherwise the clock
    that wrote it also wrote `sentAt`: a difference of more than 5 s from the time of arrival is taken off.
    Rule of Segment's specification: receivedAt − (sentAt − originalTimestamp).
    """
    if given.original_timestamp is None and sent_at is None and given.sent_at is None:  # the usual case
        only = given.timestamp
        if type(only) is int and SECONDS_END <= only <= LATEST_MS:  # our own say it like this
            return only
        read = read_instant(only)
        return received_ms if read is None else read
    stamp = read_instant(given.timestamp)
    original = read_instant(given.original_timestamp)
    if stamp is not None and original is not None:
        return stamp
    base = stamp if stamp is not None else original
    if base is None:
        return received_ms
    sent_ms = read_instant(given.sent_at if given.sent_at is not None else sent_at)
    if sent_ms is None or abs(received_ms - sent_ms) <= NETWORK_MS:
        return base
    return min(LATEST_MS, max(EARLIEST_MS, base + received_ms - sent_ms))
