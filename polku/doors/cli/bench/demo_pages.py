"""Every page of the demo shop, found by following links."""

import json
import statistics
import urllib.error
import urllib.request
from typing import Any

from polku.doors.cli.bench._crawl import Got, every_page
from polku.doors.cli.bench.browser import signed_in, timed
from polku.doors.cli.bench.program import program
from polku.kit import clock

ASKED = "every page below 150 ms at demo size"
LIMIT_MS = 150
SHOWN = 5


def measure(*, short: bool) -> dict[str, Any]:
    times = 3 if short else 10
    with program(init=False) as polku:
        polku.run("demo")
        login = json.loads((polku.folder / "demo.json").read_text())
        polku.owner, polku.password = login["email"], login["password"]
        polku.start()
        polku.wait_until_done(within_s=300)
        browser = signed_in(polku)

        def get(address: str) -> Got:
            try:
                with browser.open(polku.url + address, timeout=60) as answer:
                    is_page = "attachment" not in answer.headers.get("Content-Disposition", "")
                    content_type = answer.headers.get("Content-Type", "") if is_page else ""
                    return Got(answer.status, content_type, answer.read().decode() if is_page else "")
            except urllib.error.HTTPError as refused:
                return Got(refused.code, "", "")

        pages = every_page(get)
        found = {name: timed(browser, polku.url, [address] * times) for name, address in pages.items()}
        clock.pause(0.1)
        bare = timed(browser, polku.url, ["/static/nothing-is-here"] * times, allow=(404,))
    slowest = sorted(found, key=lambda name: -found[name]["median_ms"])
    return {
        "asked": ASKED,
        "measured": {
            "pages": len(found),
            "median_ms": round(statistics.median(one["median_ms"] for one in found.values()), 1),
            "slowest": {name: found[name] for name in slowest[:SHOWN]},
            "above": [name for name in slowest if found[name]["median_ms"] > LIMIT_MS],
        },
        "baseline": {"what": "an address that has no page"} | bare,
    }
