"""People with histories: ties, nulls, letters of all kinds, merges, what comes late and what is dated ahead."""

import random
from typing import Any

from tests.know.rules.drawn.values import CITIES, NUMBERS, WRITTEN
from tests.know.rules.oracle.people import At, Event, Somebody

EVENTS = ("Order Completed", "Message Opened", "見た 🏠")
DAY_MS = 86_400_000
# Few different ones, so that many happen at the same time; some lie at the very ends of windows.
AGO = (0, 0.02, 0.25, 0.5, 1, 1, 2, 3, 5, 6.999, 7, 7, 7.001, 9, 14, 20.25, 29.5, 30, 30.0001, 100, 400, -0.01, -3)
# Around the worlds' nows, and the changes of summer time before them.
DAYS = ("2026-03-08", "2026-03-27", "2026-03-29", "2026-10-25", "2026-11-01", "2026-11-14", "2026-11-21", "2026-11-22")
PRODUCTS: tuple[dict[str, Any], ...] = (
    {"category": "Tokyo", "price": 30, "tags": ["tokyo", 1], "parts": [{"size": 1}, {"size": 2.5}]},
    {"category": "åbo", "price": "30", "tags": [], "parts": [{"size": 30}], "deep": {"x": 1}},
    {"category": "東京", "price": 0.1, "tags": "Turku", "deep": {"x": None}},
    {"category": None, "price": 2.5, "tags": [None, "ÅBO"]},
    {"category": ["Tokyo", 30], "price": True, "parts": []},
    {},
)
SIZES = ([], [36, 40], [0.1, "0.2"], ["x", None, True], 30, "30", [[1], 2.5], [{"a": 1}], None)
MIXED = ([{"a": 1}, {"a": 30}], [{"a": 1}, 30], {"a": 1}, [None, {"a": 1}], "x")


def crowd(dice: random.Random, at: At, *, people: int = 25) -> list[Somebody]:
    return [somebody(dice, f"somebody {number:02}", at) for number in range(people)]


def somebody(dice: random.Random, name: str, at: At) -> Somebody:
    possible = {
        "city": dice.choice((*CITIES, None, "30")),
        "age": dice.choice((*NUMBERS, "30", None)),
        "vip": dice.choice((True, False, "true", None)),
        "tags": dice.choice(([], ["Tokyo", "30"], [1, 30], [2.5, 1.5], [True], ["ÅBO", 1, None, True, 2.5], None)),
        "address": {"city": dice.choice(CITIES)},
        "pets": [{"name": dice.choice((*CITIES, 30, None))} for _ in range(dice.randrange(3))],
        "born": dice.choice(
            (dice.choice(DAYS), f"{dice.choice(DAYS)}T0{dice.randrange(10)}:30:00Z", "--11-22", "soon", 5)
        ),
    }
    traits = {key: value for key, value in possible.items() if dice.random() < 0.6}
    return Somebody(name, traits, [event(dice, at) for _ in range(dice.choice((0, 1, 3, 6, 12, 20)))])


def event(dice: random.Random, at: At) -> Event:
    possible = {
        "revenue": dice.choice((*NUMBERS, *WRITTEN, None, [30])),
        "coupon": dice.choice((*CITIES, None, 1)),
        "shipping": dice.choice(({"city": "Tokyo"}, {"city": None}, "Tokyo")),
        "products": dice.choices(PRODUCTS, k=dice.randrange(4)),
        "sizes": dice.choice(SIZES),
        "mixed": dice.choice(MIXED),
    }
    properties = {key: value for key, value in possible.items() if dice.random() < 0.7}
    context = {"campaign": {"source": dice.choice(CITIES)}, "seen": [{"at": dice.choice(CITIES)} for _ in range(2)]}
    return Event(
        dice.choice(EVENTS),
        at.now_ms - round(dice.choice(AGO) * DAY_MS),
        properties,
        context if dice.random() < 0.5 else {},
        under=dice.choice((0, 0, 0, 1, 2)),
        is_late=dice.random() < 0.2,
    )
