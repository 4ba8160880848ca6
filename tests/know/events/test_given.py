"""Properties and traits are JSON that somebody sent: no form of them may stop a reader."""

import msgspec
import pytest

from polku.know.events.given import as_object, as_text


@pytest.mark.parametrize(
    "content",
    [b"", b"null", b"[1]", b'"text"', b'{"n": 1e999}', b'{"x": "\xff"}', b'{"a":' * 2_000 + b"1" + b"}" * 2_000],
)
def test_what_is_no_object_is_an_empty_one(content):
    assert as_object(msgspec.Raw(content)) == {}


def test_an_object_is_itself():
    assert as_object(msgspec.Raw(b'{"a": {"b": [1, 2.5, null]}}')) == {"a": {"b": [1, 2.5, None]}}


@pytest.mark.parametrize(("given", "text"), [(None, ""), (42, "42"), (" devi ", "devi"), ("  ", ""), (1.5, "1.5")])
def test_ids_are_text_without_blanks_round_them(given, text):
    assert as_text(given) == text
