"""Every row of the lab's own API."""

from functools import partial

from polku.lab.line.control import (
    accounts,
    books,
    clock,
    faults,
    friends,
    groups,
    home,
    log,
    openapi,
    pictures,
    verbs,
    webhooks,
)
from polku.lab.line.control.row import Row
from polku.lab.line.web.call import Answer, Call, told


def rows(*others: Row) -> list[Row]:
    """`others`: of rooms beside LINE, which are described here, too."""
    rooms = (home, accounts, friends, verbs, groups, books, log, faults, webhooks, clock, pictures)
    described = [*(row for room in rooms for row in room.ROWS), *others]
    return [*described, Row("GET", "/lab/openapi.json", partial(_described, described), "This description.")]


def _described(described: list[Row], _call: Call) -> Answer:
    return told(openapi.document(described))
