"""Uploaded pictures in the sizes that messengers take: made when they are first asked for, and kept beside them."""

import io
import struct

import msgspec
from PIL import Image, ImageOps, UnidentifiedImageError

from polku.say.content.media.keep import folder, read, write
from polku.say.content.media.kinds import TYPES
from polku.say.content.media.names import is_name

FITTING, LARGE, PREVIEW, ICON, LOGO = "1024", "2048", "700", "200", "logo"
MOST_PIXELS = 60_000_000  # to be decoded: about 200 MB for a moment
QUALITIES = (88, 80, 70, 55, 40)
# What reading a file raises that is damaged, or made to do harm; some are the library's own mistakes.
BROKEN = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    LookupError,
    EOFError,
    OverflowError,
    struct.error,
    Image.DecompressionBombError,
)


class Size(msgspec.Struct, frozen=True):
    """`width`: of the picture; a side of the square it fits in, or of the square it fills.

    `height`: of what it fits in, where that is no square. `is_drawn`: it has lines rather than shades, and is a PNG.
    """

    width: int
    form: str  # "wide": exactly so wide; "box": made smaller to fit; "square": cut to a square, a PNG
    most_bytes: int
    height: int = 0
    is_drawn: bool = False


MB = 1_048_576
SIZES = {
    "200": Size(200, "square", MB),
    "1024": Size(1_024, "box", 10 * MB),
    "2048": Size(2_048, "box", 10 * MB),
    LOGO: Size(360, "box", 12_000, height=108, is_drawn=True),
    **{str(width): Size(width, "wide", MB if width == 700 else 10 * MB) for width in (240, 300, 460, 700, 1_040)},
}


def sized(stem: str, size: str) -> tuple[bytes, str] | None:
    """(the picture, "png" or "jpg") in one of SIZES; None where there is no such picture, or it cannot be read.

    `stem`: its name without the ending.
    """
    if size not in SIZES or not is_name(f"{stem}.png"):
        return None
    for ending in ("jpg", "png"):
        path = folder() / "sizes" / f"{stem}.{size}.{ending}"
        if path.exists():
            return path.read_bytes(), ending
    content = next((found for ending in TYPES if (found := read(f"{stem}.{ending}")) is not None), None)
    made = resized(content, SIZES[size]) if content is not None else None
    if made is not None:
        write(folder() / "sizes" / f"{stem}.{size}.{made[1]}", made[0])
    return made


def resized(content: bytes, size: Size) -> tuple[bytes, str] | None:
    """JPEG, or PNG where something shines through; of a film its first picture. None for what cannot be read."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            opened.draft("RGB", (size.width * 2, size.width * 2))
            if opened.width * opened.height > MOST_PIXELS:
                return None
            picture = _formed(_upright(opened), size)
    except BROKEN:
        return None
    return _encoded(picture, size)


def _upright(picture: Image.Image) -> Image.Image:
    """As the camera was held. Where what it noted is broken, the picture stays as it lies."""
    try:
        return ImageOps.exif_transpose(picture)
    except BROKEN:
        return picture


def _formed(picture: Image.Image, size: Size) -> Image.Image:
    shines = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    whole = picture.convert("RGBA" if shines else "RGB")
    if size.form == "square":
        return ImageOps.fit(whole, (size.width, size.width))
    if size.form == "wide":
        height = max(1, round(whole.height * size.width / whole.width))
        return whole.resize((size.width, min(height, 10 * size.width)))
    whole.thumbnail((size.width, size.height or size.width))
    return whole


def _encoded(picture: Image.Image, size: Size) -> tuple[bytes, str]:
    if picture.mode == "RGBA" or size.form == "square" or size.is_drawn:
        for few in (picture, picture.quantize(256, method=Image.Quantize.FASTOCTREE)):
            found = _saved(few, "PNG", optimize=size.is_drawn)
            if len(found) <= size.most_bytes:
                return found, "png"
        behind = Image.new("RGB", picture.size, "#ffffff")
        behind.paste(picture, mask=picture if picture.mode == "RGBA" else None)
        picture = behind
    for quality in QUALITIES:
        found = _saved(picture, "JPEG", quality=quality, progressive=True)
        if len(found) <= size.most_bytes:
            break
    return found, "jpg"


def _saved(picture: Image.Image, form: str, **how: object) -> bytes:
    into = io.BytesIO()
    picture.save(into, form, **how)
    return into.getvalue()
