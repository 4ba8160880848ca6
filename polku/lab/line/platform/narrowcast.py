"""Narrowcasts: to whom an audience or attributes lead, in the background."""

import numpy as np

from polku.lab.line.account import Account
from polku.lab.line.counting import quota
from polku.lab.line.counting.quota import Quota, remaining
from polku.lab.line.delivery import deliver, friends_among, say
from polku.lab.line.targeting.audiences import LEAST
from polku.lab.line.targeting.narrowcasts import KEPT_S, Narrowcast, Narrowcasts
from polku.lab.line.targeting.reach import audiences_of, target
from polku.lab.line.ticking import Chores
from polku.lab.line.user_ids import Numbers
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint
from polku.lab.line.world import World


def send(call: Call) -> Answer:
    audiences = audiences_of(call)
    meant = np.flatnonzero(target(call)).astype(np.int64)
    limit, clock = call.json.get("limit") or {}, call.world.clock
    wanted = min(len(meant), limit.get("max") or len(meant))
    left, failure = remaining(call.world, call.account), 0
    is_own = bool(audiences) and all(one.kind == "UPLOAD" for one in audiences) and not call.json.get("filter")
    if not is_own and len(audiences) > 1 and any(len(one.members) < LEAST for one in audiences):
        failure = 4
    elif not is_own and len(meant) < LEAST:
        failure = 2
    elif left is not None and wanted > left and not limit.get("upToRemainingQuota"):
        raise Refused(429, "You have reached your monthly limit.")
    elif left is not None and wanted > left:
        failure, wanted = (5 if limit.get("forbidPartialDelivery") else 0), left
    numbers = _some(call.world, meant, wanted)
    known = call.account.shelf(Narrowcasts).known
    made = Narrowcast(call.request_id, clock.patience_s(), clock.now_ms(), numbers, failure)
    made.messages = call.json["messages"]
    made.said = {"request_id": call.request_id, "retry_key": call.retry_key}
    known[call.request_id] = made
    if not failure:
        call.account.shelf(Quota).reserved[call.request_id] = wanted
    call.world.shelf(Chores).all.setdefault("narrowcasts", lambda: carry_on(call.world))
    return Answer(202)


def progress(call: Call) -> Answer:
    carry_on(call.world)
    now_s = call.world.clock.patience_s()
    found = call.account.shelf(Narrowcasts).known.get(call.asked("requestId"))
    if found is None or now_s - found.accepted_s > KEPT_S:
        raise Refused(404, "Not found")
    return told(found.told(now_s))


def carry_on(world: World) -> None:
    """What is due is delivered, and what was kept back for it given free."""
    now_s = world.clock.patience_s()
    for account in world.accounts:
        for one in account.shelf(Narrowcasts).known.values():
            if not one.is_done and now_s >= one.ends_s:
                one.is_done = True
                account.shelf(Quota).reserved.pop(one.request_id, None)
                if not one.failure:
                    _deliver(world, account, one)


def _deliver(world: World, account: Account, one: Narrowcast) -> None:
    reached = friends_among(account, one.numbers)
    sending = say(world, account, "narrowcast", one.messages, **one.said)
    quota.count(world, account, "narrowcast", len(reached))
    one.reached = len(reached)
    deliver(world, account, sending, reached)


def _some(world: World, numbers: Numbers, count: int) -> Numbers:
    """So many of them, by chance."""
    if count >= len(numbers):
        return numbers
    return np.sort(np.array(world.dice.sample(numbers.tolist(), count), dtype=np.int64))


ENDPOINTS = [
    endpoint("POST", "/v2/bot/message/narrowcast", send, takes_retry_key=True),
    endpoint("GET", "/v2/bot/message/progress/narrowcast", progress),
]
