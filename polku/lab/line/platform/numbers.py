"""Quota, consumption, how much was delivered on a day, and names of statistics in use."""

from polku.lab.line.counting.days import day_of, month_of, parsed
from polku.lab.line.counting.quota import Quota
from polku.lab.line.counting.units import Units
from polku.lab.line.paging import page
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint

WAYS = ("reply", "push", "multicast", "broadcast")


def quota(call: Call) -> Answer:
    value = call.account.quota
    return told({"type": "none"} if value is None else {"type": "limited", "value": value})


def consumption(call: Call) -> Answer:
    clock = call.world.clock
    used = call.account.shelf(Quota).told(month_of(clock.now_ms()), patience_s=clock.patience_s())
    return told({"totalUsage": used})


def delivered(call: Call) -> Answer:
    """Of a day that is over; LINE counts the days of Japan."""
    day = call.asked("date")
    if parsed(day) is None:
        raise Refused(400, "The value for the 'date' parameter is invalid")
    if day >= day_of(call.world.clock.now_ms()):
        return told({"status": "unready"})
    way = call.path.rsplit("/", 1)[-1]
    return told({"status": "ready", "success": call.account.shelf(Quota).by_day[way, day]})


def units_used(call: Call) -> Answer:
    return told({"numOfCustomAggregationUnits": len(_names(call))})


def unit_names(call: Call) -> Answer:
    names, more = page(call, _names(call), size=min(int(call.asked("limit", "100")), 100))
    return told({"customAggregationUnits": names, **more})


def _names(call: Call) -> list[str]:
    return list(call.account.shelf(Units).names.get(month_of(call.world.clock.now_ms()), ()))


ENDPOINTS = [
    endpoint("GET", "/v2/bot/message/quota", quota),
    endpoint("GET", "/v2/bot/message/quota/consumption", consumption),
    *(endpoint("GET", f"/v2/bot/message/delivery/{way}", delivered) for way in (*WAYS, "pnp")),
    endpoint("GET", "/v2/bot/message/aggregation/info", units_used),
    endpoint("GET", "/v2/bot/message/aggregation/list", unit_names),
]
