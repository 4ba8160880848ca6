"""How movements of stamps are called, so that each happens once and what belongs together is found again.

stamp/0/4/order-17      the first part of a stamping: for program 4, because of "order-17"
stamp/1/4/order-17      what was too much for that card, on the next one
stamp/w/4/              welcome stamps
gift/0/4/campaign-3     stamps that are given whatever the limits say
card/stamp/0/4/order-17 the card that was filled by it
prize/1/stamp/0/4/…     what there was for it: the second reward of the terms
moved/815               later stamps in the place of one that was undone: what use 815 had taken
"""

STAMP, GIFT, WELCOME = "stamp", "gift", "w"
CARD, PRIZE, MOVED = "card/", "prize/", "moved/"
LONGEST = 120  # of what the caller names


def of_stamp(head: str, part: int | str, tail: str) -> str:
    return f"{head}/{part}/{tail}"


def tail_of(program: int, cause: str) -> str:
    return f"{program}/{cause[:LONGEST]}"


def split(cause: str) -> tuple[str, str, str]:
    """Head, part, tail; ("", "", "") for what is none of ours."""
    head, _slash, rest = cause.partition("/")
    part, _slash, tail = rest.partition("/")
    return (head, part, tail) if head in (STAMP, GIFT) else ("", "", "")


def of_card(stamp: str) -> str:
    return f"{CARD}{stamp}"


def stamp_of_card(cause: str) -> str:
    """The other way; "" for what is none."""
    return cause.removeprefix(CARD) if cause.startswith(CARD) else ""


def of_prize(index: int, stamp: str) -> str:
    return f"{PRIZE}{index}/{stamp}"


def bare_prize(cause: str) -> str:
    """Of a gift's cause, which may begin with the number of its program."""
    number, _slash, rest = cause.partition("/")
    return rest if number.isdecimal() else cause


def of_moved(use: int) -> str:
    return f"{MOVED}{use}"


def moved_from(cause: str) -> int | None:
    """Which use it was; None of a card as it was filled."""
    use = cause.removeprefix(MOVED) if cause.startswith(MOVED) else ""
    return int(use) if use.isdigit() else None
