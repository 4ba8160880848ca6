"""Pages travel compressed, and what is no page does not."""

import gzip

import pytest

pytestmark = pytest.mark.django_db
TAKES = {"Accept-Encoding": "gzip"}


def test_a_page_is_compressed_for_who_takes_it_so(web):
    page, plain = web.get("/settings", headers=TAKES, follow=True), web.get("/settings", follow=True)

    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.content) < len(plain.content) / 3
    assert b"<h1>" in gzip.decompress(page.content)
    assert "Content-Encoding" not in plain.headers
    assert "Content-Encoding" not in web.get("/api/health", headers=TAKES).headers
