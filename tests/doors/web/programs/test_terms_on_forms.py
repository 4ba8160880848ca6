"""Whatever terms can say can be written on their form: of every kind, each field of them."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from django.test import Client

from polku.act.rewards import programs
from polku.act.rewards.kinds import READ
from polku.act.rewards.ledger.models import Program
from polku.know.places.models import Store
from polku.know.segments.segments import create
from polku.know.teams.models import Source
from tests.doors.web.programs.sent import sent

WEB = "https://shop.example.com/tasting"
BENEFITS = (
    {"kind": "percent", "percent": 10, "most_minor": 500, "goods": {"products": ["sencha"], "categories": ["Tea"]}},
    {"kind": "amount", "minor": 500},
    {"kind": "buy_get", "buy": 2, "get": 1},
    {"kind": "gift", "gift": "A cup", "cost_minor": 120},
)


def coupons(*, segment: int, **_more: int) -> Iterator[dict[str, Any]]:
    asked = {
        "least_minor": 800, "needs": {"products": ["cup"], "categories": ["Pots"]}, "stores": ["kallio"],
        "weekdays": [1, 2], "hours": [{"first": 840, "last": 1020}], "is_first_only": True,
        "ranks": ["gold"], "segment": segment,
    }  # fmt: skip
    full = {
        "title": "A tenth off", "conditions": asked, "is_stackable": True, "remind_days": 3, "how": "Show it.",
        "valid": {"begins": "2026-12-01T08:00:00Z", "ends": "2026-12-24T16:00:00Z", "days": 30},
        "limits": {"total": 5000, "person": 2, "uses": 3, "person_day": 1, "used": 100, "used_day": 9, "staff_day": 5},
        "code": "shared", "shared": "TEA10", "given_on": ["Friend Added", "Form Submitted"], "is_by_staff": True,
    }  # fmt: skip
    yield from (full | {"benefit": one} for one in BENEFITS)


def discounts(**_more: int) -> Iterator[dict[str, Any]]:
    yield {"title": "A tenth off", "benefit": BENEFITS[0], "is_stackable": True}


def stamps(*, coupon: int, points: int, card: int, **_more: int) -> Iterator[dict[str, Any]]:
    full = {
        "title": "Ten cups", "size": 8, "welcome": 1, "stores": ["kallio"], "next": card, "how": "Ask.",
        "is_shown_empty": False,
        "rewards": [{"at": 8, "prize": {"program": points, "amount": 50}, "title": "50 beans"},
                    {"at": 4, "prize": {"program": coupon}}],
        "comes": {"kind": "visit", "least_minor": 300, "is_by_order": True},
        "double": {"weekdays": [1], "dates": ["2026-12-24"], "times": 3}, "lasts": {"days": 365, "since": "first"},
        "limits": {"day": 1, "hour": 1, "place_day": 1, "cards": 5},
        "design": {"color": "#aa3300", "icon": "cup", "picture": "", "background": ""},
    }  # fmt: skip
    yield full
    goods = {"products": ["sencha"], "categories": ["Tea"]}
    yield full | {"comes": {"kind": "amount", "per_minor": 500, "goods": goods}}


def points(*, coupon: int, source: int, **_more: int) -> Iterator[dict[str, Any]]:
    goods = {"products": ["sencha"], "categories": ["Tea"]}
    others = [{"points": 5 + nth, "minor": 100, "goods": {"categories": [name]}} for nth, name in enumerate("ABC")]
    full = {
        "title": "Beans", "unit": "beans", "rounding": "nearest", "pending_days": 14, "how": "Buy.",
        "per": [{"points": 1, "minor": 100}, {"points": 2, "minor": 150, "goods": goods}, *others[:2]],
        "deeds": [{"event": "Review Posted", "points": 50, "most_day": None}], "sources": [source],
        "rate": {"points": 100, "minor": 100, "least": 200}, "expiry": {"days": 365},
        "rewards": [{"points": 1300, "title": "Tea", "prize": {"program": coupon, "amount": 2}}],
    }  # fmt: skip
    yield full
    yield full | {"expiry": {"years": 1}}


def ranks(*, coupon: int, points: int, **_more: int) -> Iterator[dict[str, Any]]:
    silver = {"key": "silver", "name": "Silver", "at": 50, "prizes": [{"program": coupon}]}
    gold = {"key": "gold", "name": "Gold", "at": 60_050, "factor": 150, "text": "Tea"}
    gold["prizes"] = [{"program": points, "amount": 50}, {"program": coupon}, {"program": points, "amount": 7}]
    yield {
        "title": "Friends", "ranks": [{"key": "member", "name": "Member", "at": 0}, silver, gold], "by": "points",
        "points": points, "window": {"kind": "days", "count": 365}, "grace_days": 30, "how": "Come again.",
    }  # fmt: skip


def draws(*, coupon: int, points: int, segment: int, **_more: int) -> Iterator[dict[str, Any]]:
    prize = {"key": "prize_1", "title": "A pot", "stock": 3}
    given = prize | {"gives": {"program": points, "amount": 50}}
    question = {"text": "Which tea is green?", "answers": ["Sencha", "Assam"], "right": 1}
    full = {
        "title": "Winter", "mode": "scheduled", "prizes": [given], "entry": "daily",
        "consolation": {"title": "A little", "gives": {"program": points, "amount": 5}},
        "who": {"least_age": 18, "born": "born_on", "countries": ["FI"], "segment": segment, "stores": ["kallio"]},
        "quiz": {"questions": [question], "least": 1}, "opens": "2026-12-01T08:00:00Z",
        "closes": "2026-12-24T16:00:00Z", "draws": "2026-12-25T16:00:00Z", "mixes": "Lotto", "how": "Come in.",
        "limits": {"total": 500, "person": 2, "person_day": 1}, "wins_person": 2,
        "reserves": 4, "claim_days": 14,
    }  # fmt: skip
    yield full
    chance = prize | {"chance": {"of": 100, "wins": 3}, "gives": {"program": coupon}}
    yield full | {
        "mode": "instant",
        "face": "wheel",
        "draws": None,
        "mixes": "",
        "prizes": [chance],
        "reserves": 0,
        "claim_days": None,
    }


def referrals(*, coupon: int, points: int, **_more: int) -> Iterator[dict[str, Any]]:
    yield {
        "title": "Tea for both", "about": "Bring somebody.", "friend": {"program": coupon}, "goal": WEB,
        "referrer": {"program": points, "amount": 100}, "least_minor": 2000, "wait_days": 10, "within_days": 60,
        "tiers": [{"friends": 3, "prize": {"program": points, "amount": 500}}], "known_days": 7, "month": 5,
        "has_board": True, "takes_back": True, "doubts": {"network": 0, "day": 5, "least": 6},
    }  # fmt: skip
    yield {"title": "Points for you", "friend": {"program": points, "amount": 50}}


def benefits(*, points: int, segment: int, **_more: int) -> Iterator[dict[str, Any]]:
    prize = {"program": points, "amount": 100}
    yield {"title": "The tenth", "when": "each", "number": 10, "least_minor": 300, "prize": prize}
    yield {"title": "Joined", "when": "segment", "segment": segment, "prize": prize}
    yield {"title": "Born", "when": "birthday", "field": "born_on", "days_before": 3, "prize": prize}


def offers(*, points: int, segment: int, **_more: int) -> Iterator[dict[str, Any]]:
    yield {
        "title": "Tasting", "about": "New teas.", "what": "event", "goal": WEB, "ranks": ["gold"],
        "begins": "2026-12-01T08:00:00Z", "ends": "2026-12-24T16:00:00Z", "open_to_all": "2026-12-20T08:00:00Z",
        "segment": segment, "places": 12, "how": "draw", "drawn_at": "2026-12-19T08:00:00Z",
        "has_waiting_list": True, "prize": {"program": points, "amount": 10},
    }  # fmt: skip


SAID: dict[str, Callable[..., Iterator[dict[str, Any]]]] = {
    "coupon": coupons, "discount": discounts, "stamps": stamps, "points": points, "ranks": ranks,
    "draw": draws, "referral": referrals, "benefit": benefits, "offer": offers,
}  # fmt: skip
# Chosen by uploading a file: test_stamps.py does.
ELSEWHERE = {"design.picture", "design.background"}


@pytest.mark.parametrize("kind", SAID)
def test_every_field_of_terms_can_be_written_on_its_form(web: Client, make: Callable[..., Program], kind: str) -> None:
    numbers = _there(make)
    silent: set[str] = set()
    spoken: set[str] = set()
    for said in SAID[kind](**numbers):
        row = programs.create("Autumn", said, kind=kind, currency="EUR", by=None)
        meant = programs.latest(row).terms

        answer = web.post(f"/rewards/new/{kind}", sent(web.get(f"/rewards/{row.pk}/edit").text))

        assert answer.status_code == 302, answer.context["form"].errors
        assert programs.latest(Program.objects.latest("pk")).terms == meant
        for path, is_said in _fields(READ[kind](said)):
            (spoken if is_said else silent).add(path)
    missing = silent - spoken - ELSEWHERE if kind != "discount" else set()  # whose terms are those of a coupon
    assert missing == set()  # a field that no example above says: say it there, and ask for it on the form


def _there(make: Callable[..., Program]) -> dict[str, int]:
    """What terms name."""
    Store.objects.create(key="kallio", name="Kallio", time_zone="Europe/Helsinki", week=[], days={})
    card = {"title": "Card", "size": 1, "rewards": [{"at": 1, "prize": {"program": 1}}]}
    ladder = {"title": "R", "by": "visits", "ranks": [{"key": "gold", "name": "Gold", "at": 5}]}
    made = {
        "card": programs.create("Card", card, kind="stamps", currency="EUR", by=None),
        "points": programs.create("Beans", {"title": "Beans"}, kind="points", currency="EUR", by=None),
        "coupon": make("Tea"),
        "segment": create("Regulars", rule={"trait": "name", "op": "is", "value": "Devi"}),
        "source": Source.objects.create(name="Shop"),
    }  # fmt: skip
    programs.become(programs.create("R", ladder, kind="ranks", currency="EUR", by=None), "live", by=None)
    return {name: row.pk for name, row in made.items()}


def _fields(part: Any, path: str = "") -> Iterator[tuple[str, bool]]:
    """Each field, by its way down, and whether this says something of it that need not be said."""
    for field in msgspec.structs.fields(part):
        value, at = getattr(part, field.name), f"{path}{field.name}"
        structs = [one for one in (value if isinstance(value, tuple) else [value]) if isinstance(one, msgspec.Struct)]
        for one in structs:
            yield from _fields(one, f"{at}.")
        if not structs or field.default in (None, ()):
            yield at, field.required or value != field.default


@pytest.mark.parametrize("kind", ["coupon", "discount", "points", "stamps"])
def test_who_bears_the_cost_is_asked_where_something_costs(web: Client, kind: str) -> None:
    assert "bearer" in sent(web.get(f"/rewards/new/{kind}").text)
