"""Which part of a file a header asks for, and that it is read."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.kit.byte_range import NotThere, part, read

CONTENT = bytes(range(100))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("bytes=0-", (0, 100)),
        ("bytes=0-0", (0, 1)),
        ("Bytes= 10-19 ", (10, 10)),
        ("bytes=99-", (99, 1)),
        ("bytes=90-999", (90, 10)),
        ("bytes=-7", (93, 7)),
        ("bytes=-999", (0, 100)),
        # No part, or more than one, or none that we know: the whole.
        ("", None),
        ("bytes=-", None),
        ("bytes=9-3", None),
        ("bytes=0-1,5-6", None),
        ("bytes=a-b", None),
        ("bytes=٣-", None),
        ("bytes=" + "9" * 5_000 + "-", None),
        ("seconds=0-1", None),
        ("bytes", None),
    ],
)
def test_what_is_asked_for(asked, found):
    assert part(asked, size=100) == found


@pytest.mark.parametrize(
    ("asked", "size"),
    [("bytes=100-", 100), ("bytes=100-200", 100), ("bytes=-0", 100), ("bytes=0-", 0), ("bytes=-5", 0)],
)
def test_what_the_file_does_not_have(asked, size):
    with pytest.raises(NotThere):
        part(asked, size=size)


@settings(max_examples=20)
@given(st.integers(0, 99), st.integers(0, 120))
def test_a_part_is_those_bytes_and_the_file_is_closed(first, last):
    file = io.BytesIO(CONTENT)
    found = part(f"bytes={first}-{last}", size=100)

    if found is None:
        assert last < first
    else:
        assert b"".join(read(file, *found)) == CONTENT[first : last + 1]
        assert file.closed
