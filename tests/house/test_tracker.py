"""The tracker runs in every page of every shop: it stays small, and speaks to nobody but where it came from."""

import gzip

from tests.house.tree import ROOT

BUILT = ROOT / "polku/doors/web/static/built/tracker.js"
MOST = 4_000  # bytes, packed


def test_the_tracker_has_less_than_4_kb() -> None:
    assert len(gzip.compress(BUILT.read_bytes(), 9)) < MOST


def test_the_tracker_names_no_address_and_evaluates_no_text() -> None:
    script = BUILT.read_text()
    forbidden = ("://", "eval(", "new Function", "innerHTML", "document.write")

    assert [word for word in forbidden if word in script] == []
