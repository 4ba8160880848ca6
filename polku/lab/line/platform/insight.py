"""`/v2/bot/insight/…` of messages and friends."""

from datetime import date, timedelta

import numpy as np

from polku.lab.line.account import FRIEND
from polku.lab.line.counting.days import day_of, parsed
from polku.lab.line.counting.quota import Quota
from polku.lab.line.insight import events, followers
from polku.lab.line.insight.hidden import LEAST
from polku.lab.line.looks import Looks
from polku.lab.line.targeting.attributes import AGES, APPS, AREAS, GENDERS, Attributes
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint

WAYS = {"broadcast": "apiBroadcast", "push": "apiPush", "multicast": "apiMulticast", "narrowcast": "apiNarrowcast"}
MOST_DAYS = 30


def delivery(call: Call) -> Answer:
    day = _day(call, "date").strftime("%Y%m%d")
    if day >= day_of(call.world.clock.now_ms()):
        return told({"status": "unready"})
    by_day = call.account.shelf(Quota).by_day
    return told({"status": "ready"} | {name: by_day[way, day] for way, name in (WAYS | {"reply": "apiReply"}).items()})


def followers_on(call: Call) -> Answer:
    today = day_of(call.world.clock.now_ms())
    day = _day(call, "date").strftime("%Y%m%d") if call.asked("date") else today
    if call.asked("date") and day >= today:
        return told({"status": "unready"})
    ever, reached, blocked = followers.on(call.world, call.account, day)
    return told({"status": "ready", "followers": ever, "targetedReaches": reached, "blocks": blocked})


def demographic(call: Call) -> Answer:
    friends = call.account.states == FRIEND
    count = int(friends.sum())
    if count < LEAST:
        return told({"available": False})
    codes = call.world.shelf(Attributes).drawn(call.world)

    def share(found: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
        return round(float((found & friends).sum()) * 100 / count, 1)

    def tiles(kind: str, field: str, names: tuple[str, ...], unknown: str) -> list[dict[str, object]]:
        known = [{field: name, "percentage": share(codes[kind] == code)} for code, name in enumerate(names)]
        return [*known, {field: unknown, "percentage": share(codes[kind] < 0)}]

    years = [int(name.removeprefix("age_")) for name in AGES]
    ages = tuple(f"from{age}to{age + 4}" if age < 70 else "from70" for age in years)
    return told(
        {
            "available": True,
            "genders": tiles("gender", "gender", GENDERS, "unknown"),
            "ages": tiles("age", "age", ages, "unknown"),
            "areas": tiles("area", "area", AREAS, "unknown"),
            "appTypes": tiles("appType", "appType", APPS, "others"),
        }
    )


def of_request(call: Call) -> Answer:
    """Broadcasts and narrowcasts only: push and multicast are counted by unit."""
    request_id = call.asked("requestId")
    sending = next((one for one in call.account.chats.sendings if one.request_id == request_id), None)
    if sending is None or sending.way not in ("broadcast", "narrowcast"):
        raise Refused(404, "Not found")
    names = {request_id}
    overview = {"requestId": request_id, "timestamp": sending.at_ms // 1_000, "delivered": sending.reached}
    return told(
        {
            "overview": overview | events.overview(call.account, names),
            "messages": events.bubbles(call.account, names, with_people=False),
            "clicks": events.clicks(call.account, names),
        }
    )


def of_unit(call: Call) -> Answer:
    unit, first, last = call.asked("customAggregationUnit"), _day(call, "from"), _day(call, "to")
    if not first <= last <= first + timedelta(MOST_DAYS):
        raise Refused(400, "The 'to' date must be within 30 days of the 'from' date")
    days = [(first + timedelta(number)).strftime("%Y%m%d") for number in range((last - first).days + 1)]
    known = call.account.shelf(Looks).delivered
    names = {name for day in days if (name := f"{unit} {day}") in known}
    return told(
        {
            "overview": events.overview(call.account, names),
            "messages": events.bubbles(call.account, names, with_people=True),
            "clicks": events.clicks(call.account, names),
        }
    )


def _day(call: Call, name: str) -> date:
    day = parsed(call.asked(name))
    if day is None:
        raise Refused(400, f"The value for the '{name}' parameter is invalid")
    return day


ENDPOINTS = [
    endpoint("GET", "/v2/bot/insight/message/delivery", delivery),
    endpoint("GET", "/v2/bot/insight/followers", followers_on),
    endpoint("GET", "/v2/bot/insight/demographic", demographic),
    endpoint("GET", "/v2/bot/insight/message/event", of_request),
    endpoint("GET", "/v2/bot/insight/message/event/aggregation", of_unit),
]
