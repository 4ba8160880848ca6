"""A signed-in browser without a screen, and how long it waits for pages."""

import http.cookiejar
import re
import statistics
import urllib.parse
import urllib.request

from polku.doors.cli.bench.program import BenchFailed, Program
from polku.kit import clock


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
