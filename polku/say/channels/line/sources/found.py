"""Saying by which source a new friend came: in the log, and as a trait, so that rules know it."""

from polku.know.events.append import News, tell
from polku.say.channels.line.inbox.agreed import say
from polku.say.channels.line.sources.models import LineSource

FOUND = "Friend Source Found"


def tell_found(user_id: str, name: str, source: LineSource, *, cause: str, at_ms: int, is_exact: bool) -> None:
    """`name`: the account's; the same `cause` twice is one. Within the caller's transaction."""
    tell([news(user_id, name, source, cause=cause, at_ms=at_ms, is_exact=is_exact)])
    say([saying(user_id, name, source, cause=cause, at_ms=at_ms)])


def news(user_id: str, name: str, source: LineSource, *, cause: str, at_ms: int, is_exact: bool) -> News:
    certainty = "exact" if is_exact else "guessed"
    said = {"channel": f"line:{name}", "source": source.key, "title": source.title, "certainty": certainty}
    return News(FOUND, ("line", user_id), f"{cause}:source", said, at_ms)


def saying(user_id: str, name: str, source: LineSource, *, cause: str, at_ms: int) -> dict[str, object]:
    return {
        "type": "identify",
        "messageId": f"{cause}:source:trait",
        "identity": ("line", user_id),
        "timestamp": at_ms,
        "traits": {f"line_{name}_source": source.key},
    }
