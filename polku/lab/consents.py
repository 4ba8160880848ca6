"""Made-up answers to "may we write to you?": most say yes at the till, some on the web, some change their minds."""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

DAY_MS = 86_400_000
SOURCES = ("till", "till", "till", "web shop", "sign-up:website")
TOPICS = ("news", "offers")
YES, PROFILING, LEAVES, WITHOUT_A_TOPIC = 0.64, 0.38, 0.12, 0.15


def consents(people: Iterable[tuple[str, int]], *, last_ms: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """(key, event) of what some people said since they were first here. `people`: user ids, and when that was."""
    for user_id, since_ms in people:
        dice = random.Random(f"consents {user_id}")
        at_ms = min(since_ms + int(dice.random() * 3 * DAY_MS), last_ms)
        source = dice.choice(SOURCES)
        if dice.random() > YES:
            continue
        given = {"source": source, "wording": "first flyer"}
        if source == "till":
            given["proof"] = f"slip {dice.randint(1_000, 9_999)}"
        yield _said(user_id, "Consent Given", at_ms, purpose="marketing", **given)
        if dice.random() < PROFILING:
            yield _said(user_id, "Consent Given", at_ms, purpose="profiling", **given)
        later_ms = at_ms + int(dice.random() * (last_ms - at_ms))
        if dice.random() < LEAVES:
            channel = {"channel": "email"} if dice.random() < 0.5 else {}
            yield _said(user_id, "Consent Withdrawn", later_ms, purpose="marketing", source="unsubscribe", **channel)
        elif dice.random() < WITHOUT_A_TOPIC:
            topic = dice.choice(TOPICS)
            yield _said(user_id, "Consent Withdrawn", later_ms, purpose="marketing", topic=topic, source="preferences")


def _said(user_id: str, name: str, at_ms: int, **properties: str) -> tuple[str, dict[str, Any]]:
    at = datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds")
    about = " ".join(properties.get(field, "") for field in ("purpose", "topic"))
    event = {"type": "track", "event": name, "userId": user_id, "timestamp": at, "properties": properties}
    return f"{name} {user_id} {about}", event
