"""Coupons: made, listed, closed. They are never changed, and LINE tells nothing of who used them."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from polku.lab.line.paging import page
from polku.lab.line.schema.fields import too_long
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint

MOST_VALID = 5_000
CURRENCIES = {"TW": "TWD", "TH": "THB"}
LENGTHS = {"title": 60, "description": 1_000, "usageCondition": 100, "couponCode": 16}


@dataclass
class Coupon:
    id: str
    said: dict[str, Any]
    created_s: int
    is_closed: bool = False

    def status(self, now_s: float) -> str:
        return "CLOSED" if self.is_closed or now_s > self.said["endTimestamp"] else "RUNNING"


@dataclass
class Coupons:
    """One account's, oldest first."""

    known: dict[str, Coupon] = field(default_factory=dict)


def make(call: Call) -> Answer:
    said, known, now_s = call.json, call.account.shelf(Coupons).known, call.world.clock.now_ms() / 1_000
    if not said:
        raise Refused(400, "The request body could not be parsed as JSON")
    wrong = [
        {"message": f"Length must be between 0 and {most}", "property": name}
        for name, most in LENGTHS.items()
        if said.get(name) and any(too_long(said[name], most=most, counter=one) for one in ("units", "graphemes"))
    ]
    if said["startTimestamp"] >= said["endTimestamp"] or said["endTimestamp"] <= now_s:
        wrong.append({"message": "Must be after startTimestamp and in the future", "property": "endTimestamp"})
    if said["maxUseCountPerTicket"] not in (1, -1):
        wrong.append({"message": "Must be 1 or -1", "property": "maxUseCountPerTicket"})
    condition = said["acquisitionCondition"]
    if condition["type"] == "lottery" and (condition["maxAcquireCount"] < -1 or condition["maxAcquireCount"] == 0):
        wrong.append({"message": "Must be 1 or more, or -1", "property": "acquisitionCondition.maxAcquireCount"})
    if wrong:
        raise Refused(400, f"The request body has {len(wrong)} error(s)", wrong)
    if sum(one.status(now_s) == "RUNNING" for one in known.values()) >= MOST_VALID:
        raise Refused(400, f"The number of valid coupons has reached the limit of {MOST_VALID}")
    made = Coupon(secrets.token_urlsafe(12), said, int(now_s))
    known[made.id] = made
    return told({"couponId": made.id})


def index(call: Call) -> Answer:
    wanted, now_s = call.query.get("status", []), call.world.clock.now_ms() / 1_000
    found = [
        {"couponId": one.id, "title": one.said["title"]}
        for one in reversed(call.account.shelf(Coupons).known.values())
        if not wanted or one.status(now_s) in wanted
    ]
    items, more = page(call, found, size=int(call.asked("limit", "20")))
    return told({"items": items, **more})


def one(call: Call) -> Answer:
    found = _of(call)
    said = {**found.said, "couponId": found.id, "createdTimestamp": found.created_s}
    price = (said.get("reward") or {}).get("priceInfo")
    if price and price["type"] != "percentage":
        currency = CURRENCIES.get(call.account.country, "JPY")
        said["reward"] = {**said["reward"], "priceInfo": {**price, "currency": currency}}
    return told(said | {"status": found.status(call.world.clock.now_ms() / 1_000), "maxTicketPerUser": 1})


def close(call: Call) -> Answer:
    found = _of(call)
    if found.status(call.world.clock.now_ms() / 1_000) == "CLOSED":
        raise Refused(410, "The coupon has already been closed")
    found.is_closed = True
    return Answer()


def _of(call: Call) -> Coupon:
    found = call.account.shelf(Coupons).known.get(call.params["couponId"])
    if found is None:
        raise Refused(404, "Not found")
    return found


ENDPOINTS = [
    endpoint("GET", "/v2/bot/coupon", index),
    endpoint("POST", "/v2/bot/coupon", make),
    endpoint("GET", "/v2/bot/coupon/{couponId}", one),
    endpoint("PUT", "/v2/bot/coupon/{couponId}/close", close),
]
