"""Uploaded pictures come in the sizes that messengers take, made when they are first asked for."""

import io
import random
from zlib import crc32

import pytest
from PIL import Image

from polku.say.content.media.keep import folder, keep
from polku.say.content.media.sizes import MB, SIZES, resized, sized

pytestmark = pytest.mark.django_db


def picture(width, height, form="PNG", mode="RGB", **how):
    into = io.BytesIO()
    Image.new(mode, (width, height), (20, 121, 95, 128)[: len(mode)]).save(into, form, **how)
    return into.getvalue()


def noise(width, height):
    into = io.BytesIO()
    Image.frombytes("RGB", (width, height), random.Random(7).randbytes(width * height * 3)).save(
        into, "JPEG", quality=98
    )
    return into.getvalue()


def shape(content):
    with Image.open(io.BytesIO(content)) as opened:
        return opened.size, opened.format


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ("1040", ((1_040, 520), "JPEG")),
        ("240", ((240, 120), "JPEG")),
        ("1024", ((1_024, 512), "JPEG")),
        ("2048", ((1_600, 800), "JPEG")),
        ("200", ((200, 200), "PNG")),
    ],
)
def test_each_size_has_its_form(size, shown):
    assert shape(resized(picture(1_600, 800), SIZES[size])[0]) == shown


def test_what_shines_through_stays_a_png():
    content, ending = resized(picture(500, 500, mode="RGBA"), SIZES["1024"])

    assert (shape(content), ending) == (((500, 500), "PNG"), "png")


def test_a_preview_is_no_larger_than_a_megabyte():
    content, _ending = resized(noise(3_000, 4_000), SIZES["700"])

    assert len(content) <= MB


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_forms_that_messengers_do_not_show_become_one_that_they_do(form):
    assert shape(resized(picture(300, 300, form), SIZES["1024"])[0])[1] == "JPEG"


def test_a_size_is_made_once_and_kept():
    stem = keep(picture(100, 50)).name.removesuffix(".png")

    first = sized(stem, "1040")
    kept = next((folder() / "sizes").glob(f"{stem}.*"))
    kept.write_bytes(b"as it was kept")

    assert shape(first[0])[0] == (1_040, 520)
    assert sized(stem, "1040") == (b"as it was kept", "jpg")


@pytest.mark.parametrize(("stem", "size"), [("a" * 43, "1040"), ("../../etc/passwd", "1040"), ("a" * 43, "77")])
def test_what_is_not_there_is_not_shown(stem, size):
    assert sized(stem, size) is None


def test_bytes_that_only_look_like_a_picture_are_not_shown():
    stem = keep(picture(10, 10)[:33] + b"\0" * 30).name.removesuffix(".png")

    assert sized(stem, "1024") is None


def test_whoever_was_sent_the_address_sees_it(client):
    stem = keep(picture(100, 50)).name.removesuffix(".png")

    shown = client.get(f"/p/media/{stem}/1040")

    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert shown["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(f"/p/media/{stem}/77").status_code == 404


def test_a_picture_whose_camera_noted_nonsense_is_shown_as_it_lies():
    notes = b"Exif\0\0II*\0\x08\0\0\0\2\0\x12\1\3\0\1\0\0\0\6\0\0\0\x05\xa0\2\0\4\0\0\0abc\0\0\0\0\0"
    turned = b"Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0"

    assert shape(resized(picture(300, 200, "JPEG", exif=turned), SIZES["1024"])[0])[0] == (200, 300)
    assert shape(resized(picture(300, 200, "JPEG", exif=notes), SIZES["1024"])[0])[0] == (300, 200)


def test_a_picture_at_which_the_library_itself_stumbles_is_not_shown():
    whole = picture(23, 17, mode="L")
    head = b"IHDR" + whole[16:24] + b"\x08\x04\0\0\x08"  # interlaced in a way that there is not

    assert resized(whole[:12] + head + crc32(head).to_bytes(4) + whole[33:], SIZES["1024"]) is None
