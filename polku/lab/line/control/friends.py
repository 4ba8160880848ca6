"""`/lab/friends`: the people, and what they do."""

from typing import Annotated, Any

import msgspec
import numpy as np

from polku.lab.line import friend_does
from polku.lab.line.account import Account
from polku.lab.line.control.accounts import chosen
from polku.lab.line.control.row import Row
from polku.lab.line.user_ids import Numbers
from polku.lab.line.web.call import WHOLE_DIGITS, Answer, Call, Refused, told
from polku.lab.people import person

STATE = ("stranger", "friend", "blocked")


class MorePeople(msgspec.Struct):
    """`follow`: they add the account at once, each with a webhook."""

    count: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 1
    follow: bool = False


def index(call: Call) -> Answer:
    account = chosen(call)
    most = min(call.whole("limit", 50), 1_000)
    found = _found(call, account)
    start = call.whole("start", 0)
    shown_ = [shown(account, int(number)) for number in found[start : start + most]]
    return told({"total": len(found), "friends": shown_})


def make(call: Call) -> Answer:
    account = chosen(call)
    wanted = msgspec.json.decode(call.body or b"{}", type=MorePeople)
    made = call.world.make_people(wanted.count)
    if wanted.follow:
        for number in made.tolist():
            friend_does.add(call.world, account, number)
    return told({"first": int(made[0]), "count": len(made)}, 201)


def one(call: Call) -> Answer:
    return told(shown(chosen(call), who(call)))


def who(call: Call) -> int:
    """Which of the people the address means: a number, or the user id that the account knows."""
    name, account = call.params["number"], chosen(call)
    number = (
        int(name) if name.isascii() and name.isdecimal() and len(name) <= WHOLE_DIGITS else account.ids.number(name)
    )
    if not 0 <= number < call.world.people:
        raise Refused(404, f"There is nobody called {name}")
    return number


def shown(account: Account, number: int) -> dict[str, Any]:
    somebody = person(number)
    return {
        "number": number,
        "user_id": account.ids.of(number),
        "name": somebody.name,
        "language": somebody.language,
        "state": STATE[account.states[number]],
    }


def _found(call: Call, account: Account) -> Numbers:
    numbers = np.arange(call.world.people, dtype=np.int64)
    if (state := call.asked("state")) in STATE:
        numbers = numbers[account.states == STATE.index(state)]
    if words := call.asked("q").casefold():
        near = numbers[:20_000].tolist()  # a name is made when it is asked for: no more than a second's worth
        numbers = np.array([one for one in near if words in person(one).name.casefold()], dtype=np.int64)
    return numbers


ROWS = [
    Row(
        "GET",
        "/lab/friends",
        index,
        "People, page by page.",
        query=(
            ("account", "The channel's id; the first account where it is missing."),
            ("state", "friend, blocked or stranger."),
            ("q", "Part of a name; looked for among the first 20,000."),
            ("start", "How many to pass over."),
            ("limit", "How many to show: 50, 1,000 at most."),
        ),
    ),
    Row("POST", "/lab/friends", make, "Make more people.", body=MorePeople),
    Row("GET", "/lab/friends/{number}", one, "One of them, by number or user id."),
]
