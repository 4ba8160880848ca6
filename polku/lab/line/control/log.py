"""`/lab/log`: what was asked and answered."""

from polku.lab.line.control.row import Row
from polku.lab.line.log import Log
from polku.lab.line.web.call import Answer, Call, told


def index(call: Call) -> Answer:
    log = call.world.shelf(Log)
    lines = log.newest(most=min(call.whole("limit", 200), 2_000), red=call.asked("red") == "1")
    return told({"red": log.red_ever, "counts": dict(log.counts), "lines": [one.told() for one in lines]})


def clear(call: Call) -> Answer:
    call.world.shelf(Log).clear()
    return told({})


ROWS = [
    Row(
        "GET",
        "/lab/log",
        index,
        "What was asked and answered, newest first. Red: what LINE would refuse, or should not have been asked.",
        query=(("red", "1: only what is red."), ("limit", "How many lines: 200, 2,000 at most.")),
    ),
    Row("DELETE", "/lab/log", clear, "Begin the log anew."),
]
