"""The description of the API as it travels: once, small, and asked about afterwards."""

import gzip

from django.test.utils import override_script_prefix

ADDRESS = "/api/openapi.json"


def test_it_travels_compressed_to_whoever_can_read_that(client):
    whole, small = client.get(ADDRESS), client.get(ADDRESS, headers={"Accept-Encoding": "br, gzip"})

    assert gzip.decompress(small.content) == whole.content
    assert (small["Content-Encoding"], "Content-Encoding" in whole) == ("gzip", False)
    assert "Accept-Encoding" in whole["Vary"]
    assert len(small.content) * 5 < len(whole.content)


def test_whoever_has_it_is_told_that_it_is_still_the_same_in_every_language(client):
    had = client.get(ADDRESS, headers={"Accept-Language": "ja"})

    asked = client.get(ADDRESS, headers={"Accept-Language": "en", "If-None-Match": had["ETag"]})

    assert (asked.status_code, asked.content, asked["ETag"]) == (304, b"", had["ETag"])
    assert client.get(ADDRESS, headers={"If-None-Match": '"another"'}).content == had.content


def test_below_an_address_of_its_own_all_paths_are_below_it_too(client):
    usual = list(client.get(ADDRESS).json()["paths"])

    with override_script_prefix("/polku/"):
        below = list(client.get(ADDRESS).json()["paths"])

    assert below == ["/polku" + path for path in usual]
    assert list(client.get(ADDRESS).json()["paths"]) == usual


def test_it_is_only_read(client):
    refused = client.post(ADDRESS)

    assert (refused.status_code, refused.json()["error"]["code"]) == (405, "method_not_allowed")
