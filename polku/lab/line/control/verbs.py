"""`/lab/friends/{number}/{verb}`: let one of the people do something. `/lab/crowd`: let many."""

import asyncio
from typing import Annotated, Any

import msgspec

from polku.lab.line import friend_does
from polku.lab.line.account import Account
from polku.lab.line.control.accounts import chosen
from polku.lab.line.control.friends import who
from polku.lab.line.control.row import Row
from polku.lab.line.taps import tap
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.world import World

MOST_AT_ONCE = 500
VERBS: dict[str, Any] = {
    "add": lambda world, account, number, _: friend_does.add(world, account, number),
    "block": lambda world, account, number, _: friend_does.block(world, account, number),
    "unblock": lambda world, account, number, _: friend_does.unblock(world, account, number),
    "says": lambda world, account, number, deed: friend_does.says(world, account, number, deed.text or "hello"),
    "sends_sticker": lambda world, account, number, deed: friend_does.sends_sticker(
        world, account, number, deed.package_id, deed.sticker_id
    ),
    "shares_location": lambda world, account, number, deed: friend_does.shares_location(
        world,
        account,
        number,
        latitude=deed.latitude,
        longitude=deed.longitude,
        title=deed.title,
        address=deed.address,
    ),
    "postback": lambda world, account, number, deed: friend_does.postback(
        world, account, number, deed.data, **deed.params
    ),
    "taps": lambda world, account, number, deed: tap(world, account, number, deed.action, **deed.params).event,
    "completes_video": lambda world, account, number, deed: friend_does.completes_video(
        world, account, number, deed.tracking_id
    ),
    "passes_beacon": lambda world, account, number, deed: friend_does.passes_beacon(
        world, account, number, deed.hwid, deed.kind or "enter"
    ),
    "changes_membership": lambda world, account, number, deed: friend_does.changes_membership(
        world, account, number, deed.kind or "joined", deed.membership_id
    ),
}


class Deed(msgspec.Struct):
    """What the verb needs: `text` of says; `data` and `params` of postback; `action` (LINE's object) of taps;
    `latitude`, `longitude`, `title`, `address` of shares_location; `tracking_id` of completes_video; `hwid`, `kind` of
    passes_beacon; `kind` and `membership_id` of changes_membership; `package_id`, `sticker_id` of sends_sticker.
    """

    text: str = ""
    data: str = ""
    params: dict[str, str] = {}
    action: dict[str, Any] = {}
    latitude: float = 0.0
    longitude: float = 0.0
    title: str = ""
    address: str = ""
    tracking_id: str = ""
    hwid: str = ""
    kind: str = ""
    membership_id: int = 0
    package_id: str = "446"
    sticker_id: str = "1988"


class Crowd(msgspec.Struct):
    """`count` people, from number `first` on and around again, do it once each, `per_s` a second."""

    verb: Annotated[str, msgspec.Meta(extra_json_schema={"enum": list(VERBS)})] = "says"
    count: Annotated[int, msgspec.Meta(ge=0, le=10_000_000)] = 100
    first: Annotated[int, msgspec.Meta(ge=0)] = 0
    per_s: Annotated[float, msgspec.Meta(gt=0)] = 1_000.0
    deed: Deed = msgspec.field(default_factory=Deed)


def one(call: Call) -> Answer:
    wanted = msgspec.json.decode(call.body or b"{}", type=Deed)
    event = done(call.world, chosen(call), who(call), call.params["verb"], wanted)
    return told({"event": event}, 201)


def crowd(call: Call) -> Answer:
    wanted = msgspec.json.decode(call.body or b"{}", type=Crowd)
    if wanted.verb not in VERBS:
        raise Refused(400, f"verb is one of {', '.join(VERBS)}")
    task = asyncio.create_task(_all(call.world, chosen(call), wanted))
    going = call.world.shelf(Going).tasks
    going.add(task)
    task.add_done_callback(going.discard)
    return told({"count": wanted.count}, 202)


def done(world: World, account: Account, number: int, verb: str, deed: Deed) -> Any:
    if verb not in VERBS:
        raise Refused(404, f"There is no {verb}; there is {', '.join(VERBS)}")
    return VERBS[verb](world, account, number, deed)


class Going:
    """On the world's shelf: crowds under way."""

    def __init__(self) -> None:
        self.tasks: set[asyncio.Task[None]] = set()


async def _all(world: World, account: Account, wanted: Crowd) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    for at in range(wanted.count):
        VERBS[wanted.verb](world, account, (wanted.first + at) % world.people, wanted.deed)
        ahead_s = at / wanted.per_s - (loop.time() - began)
        if ahead_s > 0 or at % MOST_AT_ONCE == 0:
            await asyncio.sleep(max(0.0, ahead_s))


ROWS = [
    Row(
        "POST",
        "/lab/friends/{number}/{verb}",
        one,
        f"Let somebody do it: {', '.join(VERBS)}.",
        body=Deed,
        choices=tuple(VERBS),
    ),
    Row("POST", "/lab/crowd", crowd, "Let many do it, in the background.", body=Crowd, status=202),
]
