"""A menu's picture, as LINE takes it: made smaller where it is too large; refused where no change of size helps."""

from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from polku.say.channels.line.limits import limits

QUALITIES = (90, 80, 70, 60, 50, 40, 30)
MOST_PIXELS = 50_000_000  # of what is decoded at all


class Unfit(ValueError):
    """This picture cannot be a menu's."""


def fitted(content: bytes) -> tuple[bytes, int, int]:
    """JPEG or PNG with its width and height. Raises Unfit, with a sentence."""
    allowed = limits()["rich_menu"]
    try:
        picture = Image.open(BytesIO(content))
        if picture.width * picture.height > MOST_PIXELS:
            raise Unfit(_("This picture is far too large. Make it smaller first."))
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as problem:
        if isinstance(problem, Unfit):
            raise
        raise Unfit(_("This is no picture that can be read: PNG or JPEG, please.")) from problem
    width, height = picture.size
    if width < allowed["width_least"] or height < allowed["height_least"]:
        raise Unfit(
            _("The picture has {width}×{height} pixels; LINE wants at least {least}×{low}.").format(
                width=width, height=height, least=allowed["width_least"], low=allowed["height_least"]
            )
        )
    if width / height < allowed["ratio_least"]:
        sentence = _("The picture is too tall: its width must be at least {ratio} times its height.")
        raise Unfit(sentence.format(ratio=allowed["ratio_least"]))
    if picture.format in ("PNG", "JPEG") and width <= allowed["width_most"] and len(content) <= allowed["image_bytes"]:
        return content, width, height
    small: Image.Image = picture
    if width > allowed["width_most"]:
        height = round(height * allowed["width_most"] / width)
        small = picture.resize((allowed["width_most"], height))
    return _small_enough(small, most=allowed["image_bytes"]), small.width, small.height


def _small_enough(picture: Image.Image, *, most: int) -> bytes:
    plain = Image.new("RGB", picture.size, "white")
    seen = picture.convert("RGBA")
    plain.paste(seen, mask=seen.getchannel("A"))
    for quality in QUALITIES:
        drawn = BytesIO()
        plain.save(drawn, "JPEG", quality=quality, optimize=True)
        if drawn.tell() <= most:
            return drawn.getvalue()
    raise Unfit(_("The picture cannot be made small enough for LINE: 1 MB at the most."))
