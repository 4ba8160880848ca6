"""Questions of one large installation: `python -m polku.doors.cli.bench._segments_asked PEOPLE`, a process of its own.

Prints one JSON document. Nothing is answered from a memory of the last answer: `now` is another one each time.
"""

import json
import random
import statistics
import sys
from collections.abc import Callable
from typing import Any

import django

from polku.doors.cli.bench._synthesise_kinds import name
from polku.doors.cli.bench.machine import peak_mb
from polku.kit import clock, columns, ids

TIMES = 7
AFFECTED = 1_000
THREE = {
    "all": [
        {"trait": "address.city", "op": "in", "value": ["Tokyo", "Osaka"]},
        {"did": "Order Completed", "within": "30d", "count": {"gte": 2}},
        {"not": {"did": "Message Opened", "within": "7d"}},
    ]
}
# The same by hand, as somebody would write it who knows the tables. Capitals are not minded, as in the rule.
BY_HAND = """
SELECT count()
FROM people FINAL
WHERE lowerUTF8(toString(traits.address.city)) IN ('tokyo', 'osaka')
AND id IN (
    SELECT dictGetOrDefault('persons', 'profile', identity, identity) AS person
    FROM events
    WHERE name = 'Order Completed' AND time BETWEEN {now:DateTime64(3)} - INTERVAL 30 DAY AND {now:DateTime64(3)}
    GROUP BY person
    HAVING count() >= 2
)
AND id NOT IN (
    SELECT dictGetOrDefault('persons', 'profile', identity, identity)
    FROM events
    WHERE name = 'Message Opened' AND time BETWEEN {now:DateTime64(3)} - INTERVAL 7 DAY AND {now:DateTime64(3)}
)
"""
IN_ORDER = {
    "sequence": [
        {"did": "Product Viewed"},
        {"did": "Product Added", "after_within": "7d"},
        {"did": "Order Completed", "after_within": "7d"},
    ]
}
TENTH = {"trait": "city", "op": "is", "value": "Tokyo"}


def main(people: int) -> None:
    from django.conf import settings

    from polku import flow  # noqa: F401 - brings the language together
    from polku.know.rules import ask
    from polku.know.rules.live import finds_among
    from polku.know.rules.tree import read
    from polku.know.segments import segments
    from polku.know.segments.live import loop

    columns.open(settings.COLUMNS_URL)
    try:
        three, by_hand = _in_turn(
            lambda: ask.count(THREE, clock.now()),
            lambda: int(columns.value(BY_HAND, {"now": f"{clock.now():%Y-%m-%d %H:%M:%S.%f}"[:-3]})),
        )
        [in_order] = _in_turn(lambda: ask.count(IN_ORDER, clock.now()))
        rule = read(THREE)
        [affected] = _in_turn(lambda: len(finds_among([rule], _some(people), clock.now())[0]))
        segment = segments.create("A tenth", rule=TENTH)
        begun = clock.monotonic()
        loop.ask_where_needed(clock.now())
        joined_s = clock.monotonic() - begun
        segment.refresh_from_db()
        found = {
            "three_conditions": three,
            "by_hand": by_hand,
            "ratio": round(three["median_ms"] / by_hand["median_ms"], 2),
            "sequence_of_three": in_order,
            "affected_1000": affected,
            "joined": {"people": segment.size, "seconds": round(joined_s, 2)},
            "memory_mb": peak_mb(),
        }
    finally:
        columns.close()
    print(json.dumps(found))


def _in_turn(*questions: Callable[[], int]) -> list[dict[str, Any]]:
    """The median of each; asked by turns, so that whatever else the machine does slows all of them."""
    times: list[list[float]] = [[] for _ in questions]
    answers = [0] * len(questions)
    for turn in range(TIMES + 1):
        for number, question in enumerate(questions):
            begun = clock.monotonic()
            answers[number] = question()
            if turn:  # the first one reads from the disk
                times[number].append((clock.monotonic() - begun) * 1000)
    return [
        {"median_ms": round(statistics.median(mine), 1), "max_ms": round(max(mine), 1), "found": answer}
        for mine, answer in zip(times, answers, strict=True)
    ]


def _some(people: int) -> list[int]:
    return [ids.identity_id("user_id", name(random.randrange(people))) for _ in range(AFFECTED)]  # noqa: S311 no secret


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
