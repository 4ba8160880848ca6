"""Made-up customers of a made-up café, sent over HTTP as a shop would send them."""

import json
import os
import random
import subprocess
import sys
import urllib.request
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.browser.server import Server

FIRST = "Aino Eero Liisa Juhani Sofia Onni Emma Väinö Helmi Leo Devi Emile Fumi Noah 花子 太郎 Yusuf Lin".split()
LAST = "Korhonen Virtanen Mäkinen Nieminen Laine Sharma Dubois Tanaka Berg Silva 田中 佐藤 Öztürk Chen Okafor".split()
GOODS = (
    ("Coffee beans, 1 kg", 18.9), ("Paper filters", 3.9), ("Cinnamon roll", 4.2), ("Oat milk", 2.6), ("Moka pot", 34.5),
)  # fmt: skip
ODD = ("😀 Zoë ✨", "محمد علي", "<b>Bobby</b> {{ tables }}")

Event = dict[str, Any]


def fill(server: Server, *, people: int = 300) -> None:
    """Send them, and wait until the last one can be seen."""
    dice = random.Random(7)
    events = [event for number in range(people) for event in _life(number, dice)]
    for start in range(0, len(events), 100):
        send(server, events[start : start + 100])
    wait_for_readers(server)


def campaign(server: Server) -> None:
    """A campaign to those who bought, on its way."""
    asked = {
        "name": "Winter coffee",
        "subject": 'A cup on us, {{ person.first_name | default: "friend" }}',
        "body": 'Hello {{ person.first_name | default: "there" }},\n\nyour next coffee is on us.',
        "audience": {"rule": {"did": "Order Completed", "within": "90d", "count": {"gte": 1}}},
    }
    made = api(server, "campaigns", asked)
    api(server, f"campaigns/{made['id']}/launch", {})
    wait_for_readers(server)


def send(server: Server, events: list[Event]) -> None:
    request = urllib.request.Request(f"{server.base_url}/v1/batch", json.dumps({"batch": events}).encode())
    request.add_header("Authorization", "Basic " + b64encode(f"{server.write_key}:".encode()).decode())
    request.add_header("Content-Type", "application/json")
    urllib.request.urlopen(request, timeout=60).close()


def wait_for_readers(server: Server, *, patience_s: float = 60) -> None:
    """Until everything that was accepted has had its effect, as `polku drain` sees it."""
    drained = subprocess.run(
        [Path(sys.executable).with_name("polku"), "drain", "--timeout", str(int(patience_s))],
        env=os.environ | {"POLKU_DATA_DIR": str(server.folder / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    if drained.returncode:
        raise TimeoutError(f"polku drain: {drained.stdout}{drained.stderr}")


def api(server: Server, path: str, content: Event) -> Event:
    request = urllib.request.Request(f"{server.base_url}/api/{path}", json.dumps(content).encode())
    request.add_header("Authorization", f"Bearer {server.api_key}")
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=60) as answer:
        found: Event = json.load(answer)
    return found


def _life(number: int, dice: random.Random) -> list[Event]:
    """Identified once, looks at things, buys some."""
    user, now = f"c-{1000 + number}", datetime.now(UTC)
    at = now - timedelta(days=dice.random() ** 1.5 * 60, hours=1)
    name = ODD[number] if number < len(ODD) else f"{dice.choice(FIRST)} {dice.choice(LAST)}"
    traits = {"name": name, "first_name": name.split()[0], "email": f"customer{number}@example.com", "city": "Turku"}
    events: list[Event] = [
        {"type": "identify", "userId": user, "anonymousId": f"a-{number}", "traits": traits, "timestamp": _iso(at)}
    ]
    for visit in range(int(dice.expovariate(0.25))):
        at += timedelta(days=dice.expovariate(0.25))
        if at >= now:
            break
        good, price = dice.choice(GOODS)
        seen = {"name": good, "price": price}
        events.append(_track(user, "Product Viewed", seen, at))
        if dice.random() < 0.6:
            pieces = dice.randint(1, 3)
            events.append(
                _track(
                    user,
                    "Order Completed",
                    {
                        "order_id": f"{number}-{visit}",
                        "revenue": round(pieces * price, 2),
                        "currency": "EUR",
                        "products": [{"product_id": good[:6], "quantity": pieces, **seen}],
                    },
                    at + timedelta(minutes=2),
                )
            )
    return events


def _track(user: str, name: str, properties: Event, at: datetime) -> Event:
    return {"type": "track", "userId": user, "event": name, "properties": properties, "timestamp": _iso(at)}


def _iso(at: datetime) -> str:
    return min(at, datetime.now(UTC)).isoformat()
