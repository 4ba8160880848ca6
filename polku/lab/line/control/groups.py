"""`/lab/groups`: chats of several people that an account is in; `/lab/memberships`: plans that people pay for."""

import msgspec

from polku.lab.line.control.accounts import chosen
from polku.lab.line.control.row import Row
from polku.lab.line.groups import Groups
from polku.lab.line.platform.membership import Plan, Plans
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.webhooks.event import happens


class NewGroup(msgspec.Struct):
    """`members`: numbers of people. The account hears that it has joined."""

    name: str = "Tea club"
    members: list[int] = msgspec.field(default_factory=list)


class NewPlan(msgspec.Struct):
    """`members`: numbers of people who have it."""

    title: str = "Gold"
    price: float = 500.0
    members: list[int] = msgspec.field(default_factory=list)


def make(call: Call) -> Answer:
    wanted, account = msgspec.json.decode(call.body or b"{}", type=NewGroup), chosen(call)
    _check(call, wanted.members)
    group_id = account.shelf(Groups).begin(wanted.name, set(wanted.members))
    happens(call.world, account, "join", None, can_reply=False, source={"type": "group", "groupId": group_id})
    return told({"group_id": group_id}, 201)


def make_plan(call: Call) -> Answer:
    wanted, plans = msgspec.json.decode(call.body or b"{}", type=NewPlan), chosen(call).shelf(Plans)
    _check(call, wanted.members)
    number = len(plans.known) + 1
    now_ms = call.world.clock.now_ms()
    plans.known[number] = Plan(number, wanted.title, wanted.price, dict.fromkeys(wanted.members, now_ms))
    return told({"membership_id": number}, 201)


def _check(call: Call, members: list[int]) -> None:
    if not all(0 <= number < call.world.people for number in members):
        raise Refused(400, "There are fewer people than that")


ROWS = [
    Row("POST", "/lab/groups", make, "Begin a group that the account is in.", body=NewGroup),
    Row("POST", "/lab/memberships", make_plan, "Make a membership plan.", body=NewPlan),
]
