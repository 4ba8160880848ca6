"""`/lab/webhooks`: how events are carried."""

from typing import Annotated, Any

import msgspec

from polku.lab.line.control.row import Row
from polku.lab.line.web.call import Answer, Call, told
from polku.lab.line.webhooks.post import Post

Share = Annotated[float, msgspec.Meta(ge=0, le=100)]
Some = Annotated[int, msgspec.Meta(ge=1, le=1_000)]


class MannersChange(msgspec.Struct):
    """`duplicates`, `disorder`: shares in per cent. `batch`: events in one request. `at_once`: requests under way."""

    duplicates: Share | None = None
    disorder: Share | None = None
    batch: Some | None = None
    at_once: Some | None = None


def look(call: Call) -> Answer:
    postman = call.world.shelf(Post).postman
    rounds: dict[str, Any] = {
        channel: {
            "waiting": len(one.waiting),
            "under_way": len(one.tasks),
            "resting": len(one.resting),
            "taken": one.taken,
            "given_up": one.refused,
        }
        for channel, one in postman.rounds.items()
    }
    manners = postman.manners
    return told({**{name: getattr(manners, name) for name in MannersChange.__struct_fields__}, "accounts": rounds})


def change(call: Call) -> Answer:
    wanted = msgspec.json.decode(call.body or b"{}", type=MannersChange)
    manners = call.world.shelf(Post).postman.manners
    for name in MannersChange.__struct_fields__:
        if (value := getattr(wanted, name)) is not None:
            setattr(manners, name, value)
    return look(call)


ROWS = [
    Row("GET", "/lab/webhooks", look, "How events are carried, and what waits."),
    Row("PUT", "/lab/webhooks", change, "Carry them twice, in disorder, more in one request.", body=MannersChange),
]
