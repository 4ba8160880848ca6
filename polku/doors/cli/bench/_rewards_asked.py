"""The ledger asked without a door: `python -m polku.doors.cli.bench._rewards_asked VERB COUNT`. Prints JSON."""

import json
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import Any

import django

from polku.kit import clock
from polku.kit.sql import PRAGMAS

LINES, OFFERS, AGAIN = 30, 200, 50


def give(people: int) -> dict[str, Any]:
    """To everybody; and a basket's price, which takes no database at all."""
    program = _program("Bench", {"person": 1})
    wanted = _people(people)
    begun = clock.monotonic()
    granted = _issue(program, wanted)
    took = clock.monotonic() - begun
    return {"people": people, "granted": granted, "given_s": round(took, 1), "priced_ms": _priced()}


def people(count: int) -> dict[str, Any]:
    """As few words of them as there can be: who uses a coupon is not asked for more."""
    from polku.kit import ids
    from polku.know.people.models import Identity, Profile

    now_ms, numbers = clock.now_ms(), {ids.identity_id("user_id", f"p{one}"): f"p{one}" for one in range(count)}
    seen = {"first_seen_ms": now_ms, "last_seen_ms": now_ms}
    Profile.objects.bulk_create([Profile(id=one, **seen) for one in numbers])
    Identity.objects.bulk_create(
        [Identity(id=one, kind="user_id", value=name, profile_id=one, **seen) for one, name in numbers.items()]
    )
    return {"people": count}


def codes(count: int) -> dict[str, Any]:
    from django.conf import settings

    from polku.act.rewards.codes.own import code_of
    from polku.act.rewards.ledger.models import Lot

    lots = Lot.objects.order_by("pk").values_list("pk", flat=True)[:count]
    return {"codes": [code_of(lot, key=settings.SECRET_KEY) for lot in lots]}


def places(count: int) -> dict[str, Any]:
    """Coupons of which only a tenth may be used."""
    from django.conf import settings

    from polku.act.rewards.codes.own import code_of
    from polku.act.rewards.ledger.models import Lot

    program = _program("Places", {"used": count // 10})
    _issue(program, _people(count))
    lots = Lot.objects.filter(program_id=program.pk).order_by("pk").values_list("pk", flat=True)
    return {"codes": [code_of(lot, key=settings.SECRET_KEY) for lot in lots]}


def offer(count: int) -> dict[str, Any]:
    """A members' offer with places for a tenth of these people."""
    from polku.act.rewards import programs
    from polku.kit import ids

    made = programs.create(
        "Tasting", {"title": "Tasting", "places": count // 10}, currency="EUR", by=None, kind="offer"
    )
    programs.become(made, "live", by=None)
    return {"program": made.pk, "people": [ids.public(one) for one in _people(count)]}


def till(count: int) -> dict[str, Any]:
    """A regular with 200 coupons of as many programs, somebody with three of them, a card, and so many codes."""
    from django.conf import settings

    from polku.act.rewards import programs
    from polku.act.rewards.codes.own import code_of
    from polku.act.rewards.ledger.models import Lot
    from polku.know.people.models import Identity
    from polku.know.places.models import Store

    Store.objects.get_or_create(key="kallio", defaults={"name": "Kallio", "time_zone": "Europe/Helsinki"})
    few, regular, *others = _people(2 + count)
    asked = {"stores": ["kallio"], "needs": {"categories": ["tea"]}}
    for number in range(OFFERS):
        _issue(_program(f"Tea {number}", {}, conditions=asked, valid={"days": 30}), [regular, few][: 1 + (number < 3)])
    given = _program("Sorry", {}, is_by_staff=True)
    _issue(given, others)
    size = {"title": "Cups", "size": 50, "rewards": [{"at": 50, "prize": {"program": given.pk}}]}
    card = programs.create("Cups", size, currency="EUR", by=None, kind="stamps")
    programs.become(card, "live", by=None)
    lots = Lot.objects.filter(program_id=given.pk).order_by("pk").values_list("pk", flat=True)
    names = dict(Identity.objects.filter(profile_id__in=[few, regular]).values_list("profile_id", "value"))
    return {
        "few": names[few],
        "regular": names[regular],
        "coupon": given.pk,
        "card": card.pk,
        "codes": [code_of(lot, key=settings.SECRET_KEY) for lot in lots],
    }


def expire(_count: int) -> dict[str, Any]:
    """Everything that is left, as if its time were over."""
    from polku.act.rewards.ledger import prove
    from polku.act.rewards.ledger.end import expire as ended
    from polku.act.rewards.ledger.models import Lot

    now_ms = clock.now_ms()
    lots = Lot.objects.filter(left__gt=0)
    count = lots.count()
    lots.update(until_ms=now_ms)
    begun = clock.monotonic()
    while ended(now_ms=now_ms):
        pass
    took = clock.monotonic() - begun
    return {"expired": count, "expired_s": round(took, 1), "does_not_add_up": list(prove.wrong())}


def bare(count: int) -> dict[str, Any]:
    """As many commits of one row each, by nothing but a loop."""
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(Path(folder, "bare.db"), isolation_level=None)
        for pragma in PRAGMAS:
            database.execute(pragma)
        database.execute("CREATE TABLE movement (id INTEGER PRIMARY KEY, cause TEXT UNIQUE, lot, at_ms)")
        begun = clock.monotonic()
        for number in range(count):
            database.execute("INSERT INTO movement VALUES (?, ?, ?, ?)", (number, f"use/{number}", number, 0))
        took = clock.monotonic() - begun
        database.close()
    return {"what": "commits of one row each, one after the other", "per_s": round(count / took)}


def _program(name: str, limits: dict[str, int], **more: Any) -> Any:
    from polku.act.rewards import programs

    terms = {"title": name, "benefit": {"kind": "percent", "percent": 10}, "limits": limits} | more
    made = programs.create(name, terms, currency="EUR", by=None)
    programs.become(made, "live", by=None)
    made.refresh_from_db()
    return made


def _people(count: int) -> list[int]:
    from polku.know.people.models import Profile

    return list(Profile.objects.order_by("pk").values_list("pk", flat=True)[:count])


def _issue(program: Any, people: list[int]) -> int:
    from polku.act.rewards.coupons.issue import issue

    return issue(program, people, "bench", now=clock.now())


def _priced() -> float:
    """Milliseconds of the middle one of many."""
    from polku.act.rewards.pricing.basket import Basket, Line, Moment
    from polku.act.rewards.pricing.best import best
    from polku.act.rewards.pricing.offer import Benefit, Conditions, Offer

    kinds: tuple[Any, ...] = ("percent", "amount", "fixed_price", "buy_get", "bundle")
    offers = [
        Offer(
            str(number),
            Benefit(kinds[number % 5], percent=5 + number % 20, minor=100 + number, buy=2, get=1),
            Conditions(least_minor=number * 40),
            "EUR",
            is_stackable=number % 2 == 0,
        )
        for number in range(OFFERS)
    ]
    lines = tuple(Line(f"p{number}", 1 + number % 3, 250 + 10 * number) for number in range(LINES))
    basket, moment, took = Basket(lines, "EUR"), Moment(clock.now()), []
    for _ in range(AGAIN):
        begun = clock.monotonic()
        best(basket, offers, moment)
        took.append(clock.monotonic() - begun)
    return round(sorted(took)[AGAIN // 2] * 1000, 2)


VERBS = {one.__name__: one for one in (give, people, codes, places, offer, till, expire, bare)}


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(VERBS[sys.argv[1]](int(sys.argv[2]))))
