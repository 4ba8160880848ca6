"""Pictures are told by their content, kept whole under names that nobody guesses."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.say.content.media import keep as keeping
from polku.say.content.media.keep import NoPicture, TooBig, folder, keep, read
from polku.say.content.media.kinds import Kind, kind_of
from polku.say.content.models import Picture


def png(width, height):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 10 + b"\xff\xc0\x00\x11\x08\x00\x30\x00\x40\x03" + b"\0" * 9
WEBP = b"RIFF\x00\x00\x00\x00WEBP"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (png(640, 480), Kind("png", 640, 480)),
        (b"GIF89a" + struct.pack("<HH", 20, 10) + b"\0;", Kind("gif", 20, 10)),
        (JPEG, Kind("jpg", 64, 48)),
        (WEBP + b"VP8X" + b"\0" * 8 + b"\x3f\x00\x00\x2f\x00\x00", Kind("webp", 64, 48)),
        (WEBP + b"VP8 " + b"\0" * 7 + b"\x9d\x01\x2a\x40\x00\x30\x00", Kind("webp", 64, 48)),
        (WEBP + b"VP8L" + b"\0" * 4 + b"\x2f" + (63 | 47 << 14).to_bytes(4, "little"), Kind("webp", 64, 48)),
        (png(0, 480), None),
        (png(640, 480)[:20], None),
        (JPEG[:12], None),
        (b"\xff\xd8\xff" + b"\xff" * 100, None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"BM" + b"\0" * 50, None),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", None),
        (b"", None),
    ],
)
def test_a_picture_is_told_by_its_first_bytes(content, kind):
    assert kind_of(content) == kind


@given(
    st.sampled_from([b"", png(1, 1)[:12], b"GIF89a", JPEG[:6], WEBP + b"VP8X", WEBP + b"VP8L"]), st.binary(max_size=200)
)
def test_no_bytes_are_too_odd_to_look_at(begins, rest):
    kind = kind_of(begins + rest)

    assert kind is None or (kind.width > 0 and kind.height > 0)


@pytest.mark.django_db
def test_what_was_kept_is_read_again_and_its_row_says_what_it_is():
    content = png(640, 480)

    row = keep(content, title="beans\0.png")

    assert read(row.name) == content
    assert (row.title, row.width, row.height, row.bytes) == ("beans.png", 640, 480, len(content))
    assert keep(content).name != row.name


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "error"), [(b"<svg/>", NoPicture), (png(20_000, 1), TooBig), (png(2, 2) * 200, TooBig)]
)
def test_what_is_refused_leaves_nothing_behind(content, error, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_BYTES", 4_000)
    before = set(folder().iterdir()) if folder().exists() else set()

    with pytest.raises(error):
        keep(content)

    assert not Picture.objects.exists()
    assert (set(folder().iterdir()) if folder().exists() else set()) == before


@pytest.mark.parametrize("name", ["../secret.key", "..", "a.png", "", "a" * 43 + ".svg", "a" * 43 + ".png\n"])
def test_only_names_of_pictures_are_read(name):
    assert read(name) is None
