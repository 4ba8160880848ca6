"""What a page shows a moment later: the log's readers fold what has arrived, columns last; and answers that wait."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, Route, expect

from polku.kit import clock

PATIENCE_S = 30.0
FIRST_MS, LONGEST_MS = 100, 1_000


def soon(page: Page, wanted: Locator, *, count: int | None = None) -> None:
    """Ask for the page again, ever more seldom, until it holds this: so often, or at least once."""
    end, pause_ms = clock.monotonic() + PATIENCE_S, FIRST_MS
    while not _is_there(wanted, count) and clock.monotonic() < end:
        page.wait_for_timeout(pause_ms)
        pause_ms = min(LONGEST_MS, pause_ms * 2)
        page.reload()
    if count is None:
        expect(wanted.first).to_be_attached()
    else:
        expect(wanted).to_have_count(count)


def _is_there(wanted: Locator, count: int | None) -> bool:
    return wanted.count() == count if count is not None else wanted.count() > 0


@contextmanager
def answer_on_its_way(page: Page, address: str, *, after: Callable[[], object]) -> Iterator[None]:
    """The server answers what was asked after this when the block is done, and what was asked first at last."""
    held: list[Route] = []
    is_answering = False

    def answer(route: Route) -> None:
        if is_answering:
            route.continue_()
        else:
            held.append(route)

    page.route(address, answer)
    after()
    while not held:
        page.wait_for_timeout(10)
    yield
    is_answering = True
    for route in held[:0:-1]:
        with page.expect_event("requestfinished"):
            route.continue_()
    held[0].continue_()
    page.unroute(address, answer)
