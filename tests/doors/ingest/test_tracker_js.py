"""The tracker's file: small, cached, packed, for pages of any origin."""

import gzip
import http.client

import pytest

from tests.doors.ingest.conftest import TRACKER, Client

pytestmark = pytest.mark.django_db(transaction=True)


def get(intake: Client, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    wire = http.client.HTTPConnection("127.0.0.1", intake.port, timeout=10)
    try:
        wire.request(method, "/v1/tracker.js", headers={name.replace("_", "-"): text for name, text in headers.items()})
        answer = wire.getresponse()
        return answer.status, {name.lower(): text for name, text in answer.getheaders()}, answer.read()
    finally:
        wire.close()


def test_any_page_may_load_it_and_keep_it_for_an_hour(intake: Client) -> None:
    status, headers, body = get(intake)

    assert (status, body) == (200, TRACKER.read_bytes())
    assert headers["content-type"] == "text/javascript; charset=utf-8"
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["cache-control"] == "public, max-age=3600, stale-while-revalidate=86400"
    assert headers["vary"] == "accept-encoding"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("identity", None)],
)
def test_it_comes_packed_as_the_browser_likes(intake: Client, accepted: str, encoding: str | None) -> None:
    status, headers, body = get(intake, Accept_Encoding=accepted)

    assert (status, headers.get("content-encoding"), headers["content-length"]) == (200, encoding, str(len(body)))
    if encoding == "gzip":
        assert gzip.decompress(body) == TRACKER.read_bytes()


def test_who_has_it_already_is_told_so(intake: Client) -> None:
    tag = get(intake)[1]["etag"]

    assert get(intake, If_None_Match=f'"other", {tag}')[::2] == (304, b"")
    assert get(intake, If_None_Match='"other"')[0] == 200


def test_head_tells_the_size_and_sends_nothing(intake: Client) -> None:
    status, headers, body = get(intake, "HEAD")

    assert (status, headers["content-length"], body) == (200, str(TRACKER.stat().st_size), b"")
