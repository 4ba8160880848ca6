"""`/lab/clock`: what time it is, and how fast it goes."""

from typing import Annotated

import msgspec

from polku.lab.line.control.row import Row
from polku.lab.line.web.call import Answer, Call, told

YEARS_S = 10 * 365 * 86_400


class ClockChange(msgspec.Struct):
    """`speed`: how many times as fast as ours (0 stops it). `jump_s`: seconds ahead, for tokens and waits too."""

    speed: Annotated[float, msgspec.Meta(ge=0, le=1_000_000)] | None = None
    jump_s: Annotated[float, msgspec.Meta(ge=0, le=YEARS_S)] = 0.0


def look(call: Call) -> Answer:
    return told({"now_ms": call.world.clock.now_ms(), "speed": call.world.clock.speed})


def change(call: Call) -> Answer:
    wanted = msgspec.json.decode(call.body or b"{}", type=ClockChange)
    if wanted.speed is not None:
        call.world.clock.run_at(wanted.speed)
    if wanted.jump_s > 0:
        call.world.clock.jump(wanted.jump_s)
    return look(call)


ROWS = [
    Row("GET", "/lab/clock", look, "What time it is in the lab, and how fast it goes."),
    Row("PUT", "/lab/clock", change, "Let the clock go faster, or jump ahead.", body=ClockChange),
]
