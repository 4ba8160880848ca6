"""Home, People, a search and a person with a million people and twenty million events (synthesised, not sent)."""

import http.cookiejar
import re
import statistics
import subprocess
import sys
import urllib.parse
import urllib.request
from typing import Any

from polku.doors.cli.bench.program import BenchFailed, Program, memory_mb, program
from polku.kit import clock, ids

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


def synthesise(polku: Program, people: int, events: int) -> float:
    begun = clock.monotonic()
    words = [sys.executable, "-m", "polku.doors.cli.bench._synthesise", str(people), str(events)]
    done = subprocess.run(words, env=polku.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchFailed(done.stderr[-2000:])
    return clock.monotonic() - begun


def _path(page: str, turn: int, people: int) -> str:
    """Another person and another word each time: nothing is answered from a memory of the last answer."""
    number = (turn * 49_999 + 17) % people
    return {
        "Home": "/",
        "People": "/people",
        "search": f"/people?query=family{number % 997:03}",
        "person": f"/people/{ids.public(ids.identity_id('user_id', f's{number:07}'))}",
    }[page]


def signed_in(polku: Program) -> urllib.request.OpenerDirector:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = browser.open(f"{polku.url}/sign-in", timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    form = {"username": polku.owner, "password": polku.password, "csrfmiddlewaretoken": token[1] if token else ""}
    answer = browser.open(f"{polku.url}/sign-in", urllib.parse.urlencode(form).encode(), timeout=60)
    if "/sign-in" in answer.url:
        raise BenchFailed("the sign-in was refused")
    return browser


def timed(
    browser: urllib.request.OpenerDirector, url: str, paths: list[str], *, holds: str = "", allow: tuple[int, ...] = ()
) -> dict[str, float]:
    times = []
    for path in paths:
        begun = clock.monotonic()
        try:
            page = browser.open(url + path, timeout=60).read().decode()
        except urllib.error.HTTPError as answer:
            if answer.code not in allow:
                raise BenchFailed(f"{path}: {answer.code}") from answer
        else:
            if holds not in page:
                raise BenchFailed(f"{path} does not hold {holds}")
        times.append((clock.monotonic() - begun) * 1000)
    return {"median_ms": round(statistics.median(times), 1), "max_ms": round(max(times), 1)}
