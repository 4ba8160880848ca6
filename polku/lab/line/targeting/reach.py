"""Who a narrowcast is for, before quota and blocks have their say."""

from typing import Any

import numpy as np

from polku.lab.line.account import FRIEND
from polku.lab.line.schema.rules.narrowcast import leaves
from polku.lab.line.targeting.attributes import Mask, matches
from polku.lab.line.targeting.audiences import Audience, Audiences
from polku.lab.line.targeting.narrowcasts import KEPT_S, Narrowcasts
from polku.lab.line.web.call import Call, Refused

REACH_LEAST = 100  # friends that an account must have, to choose by attributes


def audiences_of(call: Call) -> list[Audience]:
    """Those that are named. Raises Refused where one is unknown or not ready."""
    known, now_s = call.account.shelf(Audiences).known, call.world.clock.patience_s()
    found = []
    for leaf in leaves(call.json.get("recipient")):
        if leaf["type"] == "audience":
            audience = known.get(leaf["audienceGroupId"])
            if audience is None or audience.status(now_s) != "READY":
                raise Refused(400, f"Invalid audience group id: {leaf['audienceGroupId']}")
            found.append(audience)
    return found


def target(call: Call) -> Mask:
    """For each of the world's people, whether they are meant. Raises Refused."""
    friends: Mask = call.account.states == FRIEND
    found: Mask = friends.copy()
    if recipient := call.json.get("recipient"):
        found &= _recipient(call, recipient)
    if demographic := (call.json.get("filter") or {}).get("demographic"):
        if int(friends.sum()) < REACH_LEAST:
            raise Refused(403, "Your account does not have enough friends")
        found &= matches(call.world, call.account, demographic)
    return found


def _recipient(call: Call, wanted: dict[str, Any]) -> Mask:
    if wanted["type"] == "operator":
        if wanted.get("not"):
            return ~_recipient(call, wanted["not"])
        parts = [_recipient(call, one) for one in wanted.get("and") or wanted.get("or") or []]
        made: Mask = (np.logical_and if wanted.get("and") else np.logical_or).reduce(parts)
        return made
    found: Mask = np.zeros(call.world.people, dtype=bool)
    if wanted["type"] == "audience":
        found[call.account.shelf(Audiences).known[wanted["audienceGroupId"]].members] = True
    else:
        before = call.account.shelf(Narrowcasts).known.get(wanted["requestId"])
        now_s = call.world.clock.patience_s()
        if before is None or before.phase(now_s) != "succeeded" or now_s - before.accepted_s > KEPT_S:
            raise Refused(400, f"Invalid request id: {wanted['requestId']}")
        found[before.numbers] = True
    return found
