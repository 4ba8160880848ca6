"""`/lab/faults`: what shall go wrong."""

from typing import Annotated, Any

import msgspec

from polku.lab.line.control.row import Row
from polku.lab.line.faults.fault import KINDS, Fault, Faults
from polku.lab.line.web.call import Answer, Call, Refused, told


class NewFault(msgspec.Struct):
    """`endpoint`: a pattern of method and path ("POST /v2/bot/message/*"). `share`: of the requests that it fits, in
    per cent. `count`: of how many requests, `for_s`: how long, `account`: of this channel only. `seed`: of the dice.
    """

    kind: Annotated[str, msgspec.Meta(extra_json_schema={"enum": list(KINDS)})]
    endpoint: str = "*"
    share: float = 100.0
    count: int | None = None
    for_s: float | None = None
    latency_ms: Annotated[int, msgspec.Meta(ge=0)] = 0
    status: Annotated[int, msgspec.Meta(ge=400, le=599)] = 500
    account: str = ""
    seed: int = 0


def index(call: Call) -> Answer:
    return told({"faults": [_shown(one) for one in call.world.shelf(Faults).ordered], "kinds": KINDS})


def order(call: Call) -> Answer:
    wanted = msgspec.json.decode(call.body, type=NewFault)
    if wanted.kind not in KINDS:
        raise Refused(400, f"kind is one of {', '.join(KINDS)}")
    fault = call.world.shelf(Faults).order(
        wanted.kind,
        endpoint=wanted.endpoint,
        share=wanted.share,
        count=wanted.count,
        until_s=None if wanted.for_s is None else call.world.clock.patience_s() + wanted.for_s,
        latency_ms=wanted.latency_ms,
        status=wanted.status,
        account=wanted.account,
        seed=wanted.seed or call.world.seed,
    )
    return told(_shown(fault), 201)


def clear(call: Call) -> Answer:
    faults = call.world.shelf(Faults)
    wanted = call.params.get("fault", "")
    faults.ordered = [one for one in faults.ordered if wanted and str(one.id) != wanted]
    return index(call)


def _shown(fault: Fault) -> dict[str, Any]:
    return {
        "id": fault.id,
        "kind": fault.kind,
        "endpoint": fault.endpoint,
        "share": fault.share,
        "left": fault.left,
        "latency_ms": fault.latency_ms,
        "status": fault.status,
        "account": fault.account,
        "met": fault.met,
    }


ROWS = [
    Row("GET", "/lab/faults", index, "What goes wrong at present, and what could."),
    Row("POST", "/lab/faults", order, "Let something go wrong.", body=NewFault),
    Row("DELETE", "/lab/faults", clear, "Let everything go well again."),
    Row("DELETE", "/lab/faults/{fault}", clear, "Take one fault back."),
]
