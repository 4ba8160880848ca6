"""Made-up visits to a web shop: what comes before people are known, and what they look at."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

MINUTE_MS = 60_000
DAY_MS = 86_400_000
PAGES = (
    ("/", "Home"),
    ("/offers", "Offers"),
    ("/stores", "Our stores"),
    ("/recipes", "Recipes"),
    ("/account", "My account"),
)


def visits(
    people: Sequence[str], *, last_ms: int, days: int = 30, goods: Sequence[str] = ()
) -> Iterator[tuple[str, dict[str, Any]]]:
    """(key, event) of one or two visits for each of some people: pages without a name first, then they sign in."""
    for user_id in people:
        dice, has_signed_in = random.Random(f"visits {user_id}"), False
        for visit in range(dice.randint(1, 2)):
            at_ms = last_ms - int(dice.random() * days * DAY_MS)
            browser = f"browser-{user_id}"
            for step in range(dice.randint(3, 6)):
                at_ms += dice.randint(5, 120) * 1000
                is_known = visit > 0 or step > 1
                event: dict[str, Any] = {"anonymousId": browser, "timestamp": _iso(min(at_ms, last_ms))}
                if is_known:
                    event["userId"] = user_id
                key = f"visit {user_id} {visit} {step}"
                if is_known and not has_signed_in:
                    has_signed_in = True
                    yield f"{key} sign-in", event | {"type": "identify", "traits": {}}
                if goods and dice.random() < 0.4:
                    thing = dice.choice(goods)
                    yield key, event | {"type": "track", "event": "Product Viewed", "properties": {"name": thing}}
                else:
                    path, title = dice.choice(PAGES)
                    page = {"url": f"https://shop.example.com{path}", "path": path, "title": title}
                    yield key, event | {"type": "page", "name": title, "properties": page}


def _iso(instant_ms: int) -> str:
    return datetime.fromtimestamp(instant_ms / 1000, UTC).isoformat(timespec="milliseconds")
