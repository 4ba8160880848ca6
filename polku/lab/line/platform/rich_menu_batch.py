"""Moving everybody from one rich menu to another, by up to a thousand operations at once."""

from dataclasses import dataclass, field
from typing import Any

from polku.lab.line.counting.days import iso
from polku.lab.line.rich_menus import RichMenus
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint

TAKES_S = 3.0
KEPT_S = 14 * 24 * 3_600.0


@dataclass
class Batches:
    """One account's: request id → (accepted at, ends at, both of the clock's patience; accepted at, in ms)."""

    known: dict[str, tuple[float, float, int]] = field(default_factory=dict)


def begin(call: Call) -> Answer:
    _must_be_valid(call)
    menus = call.account.shelf(RichMenus)
    before = dict(menus.links)
    for one in call.json["operations"]:  # each works on what was linked before the request
        if one["type"] == "unlinkAll":
            menus.links.clear()
            continue
        for number, menu_id in before.items():
            if menu_id == one["from"] and one["type"] == "link":
                menus.links[number] = one["to"]
            elif menu_id == one["from"]:
                menus.links.pop(number, None)
    now_s = call.world.clock.patience_s()
    call.account.shelf(Batches).known[call.request_id] = (now_s, now_s + TAKES_S, call.world.clock.now_ms())
    return Answer(202)


def valid(call: Call) -> Answer:
    _must_be_valid(call)
    return Answer()


def progress(call: Call) -> Answer:
    found = call.account.shelf(Batches).known.get(call.asked("requestId"))
    now_s = call.world.clock.patience_s()
    if found is None or now_s - found[0] > KEPT_S:
        raise Refused(404, "Not found")
    accepted_s, ends_s, accepted_ms = found
    said = {"phase": "ongoing", "acceptedTime": iso(accepted_ms)}
    if now_s >= ends_s:
        said |= {"phase": "succeeded", "completedTime": iso(accepted_ms + int((ends_s - accepted_s) * 1_000))}
    return told(said)


def _must_be_valid(call: Call) -> None:
    operations: list[dict[str, Any]] = call.json["operations"]
    if any(one["type"] == "unlinkAll" for one in operations) and len(operations) > 1:
        raise Refused(400, "unlinkAll must be the only operation")
    origins = [one["from"] for one in operations if "from" in one]
    if len(set(origins)) < len(origins):
        raise Refused(400, "The same rich menu must not be specified in from more than once")
    menus = call.account.shelf(RichMenus).menus
    for one in operations:
        for name in ("from", "to"):
            if name in one and one[name] not in menus:
                raise Refused(400, f"richmenu not found: {one[name]}")
        if "to" in one and not menus[one["to"]].image:
            raise Refused(400, "must upload richmenu image before applying it to user")


ENDPOINTS = [
    endpoint("POST", "/v2/bot/richmenu/batch", begin),
    endpoint("POST", "/v2/bot/richmenu/validate/batch", valid),
    endpoint("GET", "/v2/bot/richmenu/progress/batch", progress),
]
