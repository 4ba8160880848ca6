"""The books: who got what, and what they got twice."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from polku.lab.line.account import Account
from polku.lab.line.chats import Column
from polku.lab.line.user_ids import Numbers
from polku.lab.line.web.retry_keys import RetryKeys

OURS = ("friend", "note")  # what people did themselves, and lines of the chat that are no messages


@dataclass(frozen=True)
class Chosen:
    """Rows of the chats: who, which sending."""

    people: Column
    sendings: Column


def rows(account: Account, *, way: str = "", since_ms: int = 0, unit: str = "") -> Chosen:
    """What the account's messages brought to people; `way`, `unit` and `since_ms` narrow it down."""
    people, sendings = account.chats.rows()
    wanted = np.array(
        [
            one.way not in OURS and (not way or one.way == way) and one.at_ms >= since_ms and unit in ("", one.unit)
            for one in account.chats.sendings
        ],
        dtype=bool,
    )
    kept = wanted[sendings] if len(wanted) else np.zeros(0, dtype=bool)
    return Chosen(people[kept], sendings[kept])


def per_person(chosen: Chosen, *, people: int) -> Numbers:
    """How many sendings each of the world's people got."""
    return np.bincount(chosen.people, minlength=people).astype(np.int64)


def summary(account: Account, *, people: int, way: str = "", since_ms: int = 0, unit: str = "") -> dict[str, Any]:
    """`same_body_again`: rows beyond the first of one body to one person. What must be 0 where each gets his own."""
    chosen = rows(account, way=way, since_ms=since_ms, unit=unit)
    counts = per_person(chosen, people=people)
    bodies = np.array([one.body for one in account.chats.sendings], dtype=np.int64)
    pairs = np.empty((len(chosen.people), 2), dtype=np.int64)
    pairs[:, 0], pairs[:, 1] = chosen.people, bodies[chosen.sendings] if len(bodies) else 0
    again = len(pairs) - len(np.unique(pairs, axis=0)) if len(pairs) else 0
    numbers = np.unique(chosen.sendings).tolist()
    ways = Counter(account.chats.sendings[one].way for one in numbers)
    retry = account.shelf(RetryKeys)
    got = counts[counts > 0]
    return {
        "sendings": len(numbers),
        "by_way": dict(ways),
        "deliveries": len(chosen.people),
        "people": len(got),
        "least_to_one": int(got.min()) if len(got) else 0,
        "most_to_one": int(got.max()) if len(got) else 0,
        "people_by_count": {str(count): people_ for count, people_ in sorted(Counter(got.tolist()).items())},
        "same_body_again": again,
        "retry_keys": {"accepted": retry.given, "came_again": retry.repeated, "with_another_request": retry.changed},
    }
