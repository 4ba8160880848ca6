"""One campaign with a holdout, and its effect: `python -m polku.doors.cli.bench._effect_asked PEOPLE`.

The program draws who is held out; the town's model says who buys because of the message (lab/town/window.py); the
orders go into the state; then the program is asked. Prints one JSON document.
"""

import json
import sqlite3
import sys
from datetime import timedelta
from typing import Any

import django
import numpy as np

from polku.kit import clock, columns, ids
from polku.lab.town.truth import Truth
from polku.lab.town.window import After, after, true_effect

DAYS, PERCENT, SEED = 7, 10, 11
TRUTH = Truth(purchases=0.02)
AGAIN = 5
PLANT = (
    "INSERT INTO shop_order (id, order_id, identity_id, at_ms, stamp_ms, stamp_id, is_priced, is_cancelled, "
    'currency, revenue_minor, refunded_minor, refunds, items, seq, "index") '
    "VALUES (?1, ?2, ?3, ?4, ?4, ?2, 1, 0, ?6, ?5, 0, '{}', 1, 1, 0)"
)


def main(people: int) -> None:
    from django.conf import settings

    from polku import flow  # noqa: F401 - brings the language together
    from polku.act.campaigns.audience import asked_of
    from polku.act.campaigns.models import Campaign, Launch
    from polku.doors.cli.bench._effect_reported import reported
    from polku.kit.sql import sqlite_path
    from polku.know.orders.models import Order
    from polku.know.teams.begin import the_team
    from polku.learn.reports.effect import effect
    from polku.say.arms import packed

    columns.open(settings.COLUMNS_URL)
    Order.objects.all().delete()  # the synthesised ones: who bought is said by the town
    at = clock.now() - timedelta(days=DAYS + 1)
    campaign = Campaign.objects.create(name="Bench", rule={"all": []}, holdout_percent=PERCENT, body="Hello")
    launch = Launch.objects.create(campaign=campaign, at=at, asked_at=at)
    begun = clock.monotonic()
    asked = np.array(asked_of(launch), np.int64)
    drawn_s = clock.monotonic() - begun
    numbers = np.array([ids.identity_id("user_id", f"s{n:07}") for n in range(people)], np.int64)
    town = after(
        people, seed=SEED, days=DAYS, percent=PERCENT, truth=TRUTH, is_asked=packed.holds(np.sort(asked), numbers)
    )
    buyers = np.flatnonzero(town.bought)
    with sqlite3.connect(sqlite_path(settings.DATABASE_URL)) as database:
        database.executemany(PLANT, _orders(town, buyers, numbers, clock.to_ms(at), the_team().currency))
    found, took = None, []
    for _time in range(AGAIN):
        begun = clock.monotonic()
        found = effect(campaign, now=clock.now())
        took.append(clock.monotonic() - begun)
    begun = clock.monotonic()
    effect(campaign, goal="Product Added", now=clock.now())
    other_s = clock.monotonic() - begun
    counted = reported(campaign, sorted(asked.tolist()), at=at)
    if found is None or found.difference is None or found.revenue is None:
        raise SystemExit("no effect was told")
    share, spent = true_effect(min(people, 200_000), seed=SEED, days=DAYS, truth=TRUTH)
    told: dict[str, Any] = {
        "audience_drawn_and_kept_s": round(drawn_s, 2),
        "people": [found.asked.people, found.holdout.people],
        "effect_s": [round(min(took), 2), round(max(took), 2)],
        "effect_of_another_goal_s": round(other_s, 2),
        "true_share": round(share, 5),
        "told_share": [round(found.difference.low, 5), round(found.difference.high, 5)],
        "true_revenue": round(spent, 4),
        "told_revenue": [round(found.revenue.low, 4), round(found.revenue.high, 4)],
        "by_clicks": _by_clicks(town),
        "report": counted,
    }
    print(json.dumps(told))
    columns.close()


def _by_clicks(town: After) -> float:
    """What comparing clickers with the others who were asked would have told."""
    bought, others = town.bought > 0, town.is_asked & ~town.clicked
    return round(float(bought[town.clicked].mean() - bought[others].mean()), 5)


def _orders(town: After, buyers: Any, numbers: Any, at_ms: int, currency: str) -> Any:
    """One a buyer, of all that they spent: the report counts people and sums."""
    for n in buyers.tolist():
        name = f"planted{n}"
        minor = round(float(town.spent[n]) * 100)
        yield ids.hash63(name.encode()), name, int(numbers[n]), at_ms + 1 + n % (DAYS * clock.DAY_MS), minor, currency


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
