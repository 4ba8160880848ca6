"""What a page shows a moment later: what has arrived is folded by the readers of the log, columns last."""

from playwright.sync_api import Locator, Page, expect

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
