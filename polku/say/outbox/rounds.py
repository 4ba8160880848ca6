"""Rounds: a cause that asks again, by another channel, of some whom it has asked.

Each round is a cause of its own, "campaign:7", "campaign:7/2", "campaign:7/3": so one cause still is one message for
each person. What it says, who is held out of it and whether it goes are the first round's.
"""

MOST = 13


def round_of(cause: str, number: int) -> str:
    """From 1."""
    return cause if number == 1 else f"{cause}/{number}"


def first_of(cause: str) -> str:
    return cause.partition("/")[0]


def all_of(cause: str) -> list[str]:
    """Every round that there may be, of a cause's first."""
    return [round_of(cause, number) for number in range(1, MOST + 1)]
