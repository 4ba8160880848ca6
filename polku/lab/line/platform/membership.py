"""Memberships that people pay for: the plans, and who has one. In Japan only."""

from dataclasses import dataclass, field
from typing import Any

from polku.lab.line.counting.days import iso
from polku.lab.line.paging import page
from polku.lab.line.platform.people import number_of
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint

MONTH_MS = 30 * 24 * 3_600_000


@dataclass
class Plan:
    id: int
    title: str
    price: float
    members: dict[int, int] = field(default_factory=dict)  # who, and since when (ms)

    def told(self) -> dict[str, Any]:
        said = {"membershipId": self.id, "title": self.title, "description": self.title, "benefits": [self.title]}
        return said | {"price": self.price, "currency": "JPY"}


@dataclass
class Plans:
    """One account's."""

    known: dict[int, Plan] = field(default_factory=dict)


def index(call: Call) -> Answer:
    more = {"memberLimit": None, "isInAppPurchase": True, "isPublished": True}
    plans = call.account.shelf(Plans).known.values()
    return told({"memberships": [one.told() | {"memberCount": len(one.members)} | more for one in plans]})


def subscriptions(call: Call) -> Answer:
    number, now_ms = number_of(call), call.world.clock.now_ms()
    found = [
        {
            "membership": plan.told(),
            "user": {
                "membershipNo": list(plan.members).index(number) + 1,
                "joinedTime": plan.members[number] // 1_000,
                "nextBillingDate": iso(now_ms + MONTH_MS)[:10],
                "totalSubscriptionMonths": (now_ms - plan.members[number]) // MONTH_MS + 1,
            },
        }
        for plan in call.account.shelf(Plans).known.values()
        if number in plan.members
    ]
    return told({"subscriptions": found})


def members(call: Call) -> Answer:
    number = call.params["membershipId"]
    plan = call.account.shelf(Plans).known.get(int(number) if number.isdecimal() else 0)
    if plan is None:
        raise Refused(404, "Not found")
    size = min(int(call.asked("limit", "300")), 1_000)
    numbers, more = page(call, list(plan.members), size=size)
    return told({"userIds": [call.account.ids.of(one) for one in numbers], **more})


ENDPOINTS = [
    endpoint("GET", "/v2/bot/membership/list", index),
    endpoint("GET", "/v2/bot/membership/subscription/{userId}", subscriptions),
    endpoint("GET", "/v2/bot/membership/{membershipId}/users/ids", members),
]
