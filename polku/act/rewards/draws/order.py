"""Who wins a draw: computed from the number that was secret and the list that was frozen before it was told.

This file needs nothing but Python. It is what the draw is made with, and it is shown to everybody, to check it:

    python draw.py draw.json entries.txt

entries.txt has a line for each ticket: its mark, a space, and the mark of the same person's first ticket. The mark of
your ticket is SHA-256 of "salt:ticket", so you find yourself, and nobody finds others. Reserves are whoever is drawn
after the last prize; a prize that is lost goes to the next of them.
"""

import hashlib
import hmac
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

WHOLE = 2**256


def mark(salt: str, ticket: str) -> str:
    return hashlib.sha256(f"{salt}:{ticket}".encode()).hexdigest()


def digest(content: str) -> str:
    """Of the secret: its commitment. Of the list: what proves that nobody changed it."""
    return hashlib.sha256(content.encode()).hexdigest()


def numbers(secret: str, label: str) -> Iterator[int]:
    """256 bits each: HMAC-SHA256 of "label:0", "label:1", … under the secret."""
    nth = 0
    while True:
        yield int.from_bytes(hmac.digest(secret.encode(), f"{label}:{nth}".encode(), "sha256"), "big")
        nth += 1


def below(most: int, stream: Iterator[int]) -> int:
    """From 0 to most - 1, each as likely as any other: what would favour the first ones is passed over."""
    fair = WHOLE - WHOLE % most
    return next(number for number in stream if number < fair) % most


def shuffled(count: int, stream: Iterator[int]) -> Iterator[int]:
    """The places 0 to count - 1 as they are drawn: each one of those that are left (Fisher, Yates)."""
    places = list(range(count))
    for nth in range(count):
        other = nth + below(count - nth, stream)
        places[nth], places[other] = places[other], places[nth]
        yield places[nth]


def winners(secret: str, lines: Sequence[str], prizes: int, most: int | None = 1, mixed: str = "") -> list[str]:
    """The marks of the tickets that win, the first prize first. `most`: as often one person may win."""
    ordered = sorted(set(lines))
    stream = numbers(secret, f"{digest(written(ordered))}:{mixed}")
    won: list[str] = []
    times: dict[str, int] = {}
    for place in shuffled(len(ordered), stream):
        if len(won) == prizes:
            break
        ticket, person = ordered[place].split(" ")
        if most is None or times.get(person, 0) < most:
            times[person] = times.get(person, 0) + 1
            won.append(ticket)
    return won


def followed(won: Sequence[str], reserves: Sequence[str], moved: Sequence[dict[str, str]]) -> bool:
    """Whether each ticket that moved up was the next reserve, for one that had a prize until then."""
    having = set(won)
    for one, ticket in zip(moved, [*reserves, *[""] * len(moved)], strict=False):
        if one["ticket"] != ticket or one["instead"] not in having:
            return False
        having = having - {one["instead"]} | {ticket}
    return True


def written(lines: Sequence[str]) -> str:
    """The list as it is published."""
    return "".join(f"{line}\n" for line in sorted(set(lines)))


def main() -> None:
    told = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    content = Path(sys.argv[2]).read_text("utf-8")
    prizes, reserves = told["prizes"], told.get("reserves", 0)
    drawn = winners(told["secret"], content.splitlines(), prizes + reserves, told["most"], told["mixed"])
    won, after = drawn[:prizes], drawn[prizes:]
    claims = [
        ("the secret is the one that was promised", digest(told["secret"]) == told["commitment"]),
        ("the list is the one that was frozen", digest(content) == told["list"]),
        ("these tickets have won", won == told["winners"]),
    ]
    if reserves:
        claims += [
            ("these are the reserves, in their order", after == told["next"]),
            ("whoever moved up was the next of them", followed(won, after, told["moved_up"])),
        ]
    for claim, holds in claims:
        print(  # noqa: T201 it is a program of its own as well
            "yes" if holds else "NO ", claim
        )


if __name__ == "__main__":
    main()
