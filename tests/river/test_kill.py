"""kill -9 of the whole program at random instants, while clients send and a campaign runs.

No acknowledged event is lost, none counted twice, no message asked is lost, none is sent twice.
"""

import base64
import json
import random
import sqlite3
import threading
import time
import urllib.request
from collections import Counter
from contextlib import closing
from http.client import HTTPException

from tests.program import Program

KILLS = 6
PAUSE_S = 0.03  # between two batches: a client, no load
PEOPLE = 2_000
AUDIENCE = {"all": [{"did": "Order Completed", "count": {"gte": 1}}]}


class Shop:
    """A client that sends batches and sends each again until it is acknowledged, as real ones do."""

    def __init__(self, program: Program, write_key: str) -> None:
        self.program = program
        user = base64.b64encode(f"{write_key}:".encode()).decode()
        self.headers = {"Authorization": f"Basic {user}", "Content-Type": "application/json"}
        self.acknowledged: list[str] = []
        self.sent = 0
        self.is_open = True
        self.thread = threading.Thread(target=self._run, daemon=True)  # or a failed test would never end

    def _run(self) -> None:
        while self.is_open:
            self.deliver(self._batch())
            time.sleep(PAUSE_S)

    def _batch(self) -> list[dict[str, object]]:
        self.sent += 1
        return [
            {
                "type": "track",
                "event": "Product Viewed",
                "userId": f"customer {(self.sent * 7 + n) % PEOPLE}",
                "messageId": f"view {self.sent}-{n}",
            }
            for n in range(20)
        ]

    def deliver(self, batch: list[dict[str, object]]) -> None:
        body = json.dumps({"batch": batch}).encode()
        while True:
            try:
                request = urllib.request.Request(self.program.url + "/v1/batch", body, self.headers)
                with urllib.request.urlopen(request, timeout=10) as answer:
                    assert json.load(answer) == {"success": True}
            except (OSError, HTTPException):
                time.sleep(0.05)  # down, or died while we waited: the answer is unknown, so the batch goes again
                continue
            self.acknowledged += [str(event["messageId"]) for event in batch]
            return


def test_nothing_is_lost_and_nothing_happens_twice(program):
    keys = program.init("aino@kahvila.example")
    program.start()
    shop = Shop(program, keys["write_key"])
    for start in range(0, PEOPLE, 100):
        shop.deliver([order(number) for number in range(start, start + 100)])
    assert program.run("drain", "--timeout", "60").returncode == 0
    dice = random.Random(20261121)

    shop.thread.start()
    campaigns = []
    for number in range(KILLS):
        campaigns.append(launch(program, keys["api_key"], name=f"Thank you {number}"))
        time.sleep(dice.uniform(0.05, 1.5))
        program.kill()
        program.start()
    shop.is_open = False
    shop.thread.join()
    drained = program.run("drain", "--timeout", "120")
    assert (drained.returncode, drained.stderr) == (0, "")

    pages = [program.get(f"/api/campaigns/{campaign}", api_key=keys["api_key"]) for campaign in campaigns]
    program.stop()
    assert not shop.thread.is_alive()
    assert [page["progress"]["sent"] for page in pages] == [PEOPLE] * KILLS
    assert copies(program) == {1: PEOPLE * KILLS}
    assert logged_once(program, shop.acknowledged) == {"lost": 0, "twice": 0}
    assert in_columns(program, shop.acknowledged) == {"lost": 0, "twice": 0}


def launch(program: Program, api_key: str, *, name: str) -> int:
    campaign = program.post(
        "/api/campaigns",
        {"name": name, "channel": "paper", "subject": "Hello", "body": "Hi", "audience": {"rule": AUDIENCE}},
        api_key=api_key,
    )
    program.post(f"/api/campaigns/{campaign['id']}/launch", {}, api_key=api_key)
    return int(campaign["id"])


def order(number: int) -> dict[str, object]:
    return {
        "type": "track",
        "event": "Order Completed",
        "userId": f"customer {number}",
        "messageId": f"order {number}",
        "properties": {"order_id": f"o{number}", "revenue": 10, "currency": "USD"},
    }


def copies(program: Program) -> dict[int, int]:
    """How many copies of one campaign's message how many people got."""
    with closing(sqlite3.connect(program.folder / "data" / "polku.db")) as database:
        rows = database.execute("SELECT COUNT(*) FROM paper_copy GROUP BY campaign_id, identity_id").fetchall()
    return dict(Counter(count for (count,) in rows))


def logged_once(program: Program, ids: list[str]) -> dict[str, int]:
    with closing(sqlite3.connect(program.folder / "data" / "polku.db")) as database:
        skip = {seq: set(json.loads(indexes)) for seq, indexes in database.execute("SELECT * FROM log_duplicate")}
        found: Counter[str] = Counter()
        for seq, payload in database.execute("SELECT seq, payload FROM log_batch"):
            for index, event in enumerate(json.loads(payload)["batch"]):
                if index not in skip.get(seq, ()):
                    found[event["messageId"]] += 1
    return {"lost": sum(not found[one] for one in ids), "twice": sum(found[one] > 1 for one in found)}


def in_columns(program: Program, ids: list[str]) -> dict[str, int]:
    """The same question, asked of the column store in a process of its own."""
    counts: dict[str, int] = dict(program.columns("SELECT id, count() FROM events GROUP BY id"))
    return {"lost": sum(not counts.get(one) for one in ids), "twice": sum(count > 1 for count in counts.values())}
