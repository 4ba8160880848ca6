"""Home, People, a search and a person with a million people and twenty million events (synthesised, not sent)."""

from typing import Any

from polku.doors.cli.bench.browser import signed_in, timed
from polku.doors.cli.bench.program import memory_mb, program
from polku.doors.cli.bench.synthesised import synthesise
from polku.kit import ids

ASKED = "below 300 ms"
TIMES = 20
PEOPLE, EVENTS = 1_000_000, 20_000_000
# What each page must hold: an empty one would be fast.
HOLDS = {"Home": "<main", "People": "Family", "search": "Family", "person": "@example.com"}


def measure(*, short: bool) -> dict[str, Any]:
    people, events = (PEOPLE // 10, EVENTS // 10) if short else (PEOPLE, EVENTS)
    with program() as polku:
        made_s = synthesise(polku, people, events)
        polku.start()
        polku.load(requests=20, people=1_000, first=0)  # something new, so that Home has a last hour
        polku.wait_until_done(within_s=120)
        browser = signed_in(polku)
        pages = {
            name: [_path(name, turn, people) for turn in range(TIMES)]
            for name in ("Home", "People", "search", "person")
        }
        found = {name: timed(browser, polku.url, paths, holds=HOLDS[name]) for name, paths in pages.items()}
        bare = timed(browser, polku.url, ["/static/nothing-is-here"] * TIMES, allow=(404,))
        memory = memory_mb(polku.running.pid) if polku.running else {}
    return {
        "asked": ASKED,
        "measured": found,
        "baseline": {"what": "an address that has no page"} | bare,
        "synthesised": {"people": people, "events": events, "seconds": round(made_s, 1), "memory_mb": memory},
    }


def _path(page: str, turn: int, people: int) -> str:
    """Another person and another word each time: nothing is answered from a memory of the last answer."""
    number = (turn * 49_999 + 17) % people
    return {
        "Home": "/",
        "People": "/people",
        "search": f"/people?query=family{number % 997:03}",
        "person": f"/people/{ids.public(ids.identity_id('user_id', f's{number:07}'))}",
    }[page]
