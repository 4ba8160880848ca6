"""A campaign of three versions to a million, under a cap: planned, sent on paper, paused in the midst, with single
messages beside it."""

import json
import urllib.request
from threading import Event, Thread
from typing import Any

from polku.doors.cli.bench.memory import Memory
from polku.doors.cli.bench.program import BenchFailed, Program, program
from polku.doors.cli.bench.synthesised import synthesise_kinds
from polku.kit import clock

ASKED = (
    "1,000,000 planned < 20 s; paper 20,000 messages/s; memory < 700 MB; a single message meanwhile p99 < 1 s from ask"
    " to handed over; no message later than 2 s after pause"
)
PEOPLE = 1_000_000
HOLDOUT = 10  # per cent
CAPS = {"caps": [{"most": 5, "hours": 168}]}
SUBJECTS = ("Good evening, {{ person.first_name | default: 'friend' }}", "It is here")  # of two more versions
SINGLES_EVERY_S = 0.1
PAUSE_S = 5.0
SETTLED = "SELECT COALESCE(SUM(count), 0) FROM message_counted WHERE campaign_id = ? AND state IN ('sent', 'held')"
WAITS = "SELECT settled_ms - asked_ms FROM message WHERE cause LIKE 'api:single-%' AND state = 'sent'"


def measure(*, short: bool) -> dict[str, Any]:
    people = PEOPLE // 10 if short else PEOPLE
    with program() as polku:
        synthesise_kinds(polku, people, people)
        polku.start()
        polku.wait_until_done(within_s=600)
        at_rest, memory = polku.memory_mb(), Memory(polku)
        _api(polku, "PUT", "limits/caps", CAPS)
        campaign = _api(polku, "POST", "campaigns", _campaign())["id"]
        for subject in SUBJECTS:
            _api(polku, "POST", f"campaigns/{campaign}/variants", {"subject": subject})
        _api(polku, "PUT", f"campaigns/{campaign}/trial", {"percent": 100})
        begun = clock.monotonic()
        _api(polku, "POST", f"campaigns/{campaign}/launch")
        while (shown := polku.get(f"/api/campaigns/{campaign}"))["audience_size"] is None:
            _in_time(begun, 120, shown["trouble"])
            clock.pause(0.1)
        planned_s = clock.monotonic() - begun
        singles = Singles(polku)
        late_s = _pause(polku, campaign, among=shown["audience_size"])
        while _settled(polku, campaign) < shown["audience_size"]:
            _in_time(begun, 1_200, "sending")
            clock.pause(0.2)
        sent_s = clock.monotonic() - begun - planned_s - PAUSE_S
        waits, together_mb = singles.end(), memory.end()
        apart = polku.memory_mb()
    return {
        "asked": ASKED,
        "measured": {
            "people": people,
            "asked_for": shown["audience_size"],
            "held_out": shown["held_out"],
            "planned_s": round(planned_s, 1),
            "sent_s": round(sent_s, 1),
            "per_s": round(shown["audience_size"] / sent_s),
            "last_left_after_pause_s": round(late_s, 2),
            "singles": len(waits),
            "single_p50_ms": waits[len(waits) // 2],
            "single_p99_ms": waits[int(len(waits) * 0.99)],
            "memory_at_rest_mb": at_rest,
            "memory_together_mb": together_mb,
            "memory_mb": apart,
        },
    }


class Singles:
    """Somebody who asks for a single message again and again, as a shop confirms orders."""

    def __init__(self, polku: Program) -> None:
        self._polku, self._over = polku, Event()
        self._people = [one["id"] for one in polku.get("/api/people?limit=50")["people"]]
        self._thread = Thread(target=self._ask, daemon=True)
        self._thread.start()

    def _ask(self) -> None:
        number = 0
        while not self._over.wait(SINGLES_EVERY_S):
            given = {"person": self._people[number % len(self._people)], "channel": "paper", "key": f"single-{number}"}
            _api(self._polku, "POST", "messages", given | {"blocks": [{"kind": "text", "text": "It is on its way."}]})
            number += 1

    def end(self) -> list[int]:
        """How long (milliseconds) each waited from being asked for to being handed over, the shortest first."""
        self._over.set()
        self._thread.join()
        clock.pause(1.0)
        with self._polku.database() as database:
            return sorted(wait for (wait,) in database.execute(WAITS))


def _campaign() -> dict[str, Any]:
    return {
        "name": "Bench",
        "channel": "paper",
        "subject": "Good morning, {{ person.first_name | default: 'friend' }}",
        "body": "The new harvest has come to {{ person.city }}.",
        "audience": {"rule": {"all": []}},
        "holdout_percent": HOLDOUT,
    }


def _pause(polku: Program, campaign: int, *, among: int) -> float:
    """Pauses it in the midst and lets it go on. How long after the pause the last message was settled."""
    begun = clock.monotonic()
    while _settled(polku, campaign) < among // 3:
        _in_time(begun, 300, "sending the first third")
        clock.pause(0.05)
    _api(polku, "POST", f"campaigns/{campaign}/pause")
    pressed, last, before = clock.monotonic(), 0.0, _settled(polku, campaign)
    while clock.monotonic() - pressed < PAUSE_S:
        if (now := _settled(polku, campaign)) != before:
            last, before = clock.monotonic() - pressed, now
        clock.pause(0.02)
    _api(polku, "POST", f"campaigns/{campaign}/resumption")
    return last


def _settled(polku: Program, campaign: int) -> int:
    with polku.database() as database:
        [(count,)] = database.execute(SETTLED, [campaign]).fetchall()
        return int(count)


def _in_time(begun: float, within_s: float, what: str) -> None:
    if clock.monotonic() - begun > within_s:
        raise BenchFailed(f"after {within_s:.0f} s: {what}")


def _api(polku: Program, method: str, path: str, given: dict[str, Any] | None = None) -> Any:
    headers = {"Authorization": f"Bearer {polku.api_key}", "Content-Type": "application/json"}
    body = json.dumps(given or {}).encode()
    request = urllib.request.Request(f"{polku.url}/api/{path}", body, headers, method=method)  # noqa: S310 - our own
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own
        return json.load(answer)
