"""The shop's logo: taken in as other pictures are, made small, and looked at: is it seen on any page?"""

import io
from dataclasses import dataclass

from PIL import Image

from polku.know.teams.models import Member
from polku.say.content.advice.contrast import contrast
from polku.say.content.look.palette import DARK, LIGHT
from polku.say.content.media.keep import NoPicture, keep, taken
from polku.say.content.media.sizes import LOGO, SIZES, resized, sized

SEEN = 1.6  # of its colors to the page, on the average
FEW = 48  # points a side: enough to know


@dataclass(frozen=True)
class Logo:
    """`name`: of the picture. `ground`: on which pages something has to be put below it: "", "light" or "dark" ones."""

    name: str
    width: int
    height: int
    ground: str


def take(content: bytes, *, title: str = "", by: Member | None = None) -> Logo:
    """Raises PictureError; then nothing is kept of it."""
    taken(content)
    if resized(content, SIZES[LOGO]) is None:
        raise NoPicture
    picture = keep(content, title=title, by=by)
    made = sized(picture.name.rpartition(".")[0], LOGO)
    if made is None:
        raise NoPicture
    with Image.open(io.BytesIO(made[0])) as opened:
        return Logo(picture.name, opened.width, opened.height, _ground(opened.convert("RGBA")))


def _ground(picture: Image.Image) -> str:
    """Only where something shines through: what has a ground of its own is seen everywhere."""
    picture.thumbnail((FEW, FEW))
    plain = picture.tobytes()  # red, green, blue and how much of it is there, point by point
    points = [plain[at : at + 4] for at in range(0, len(plain), 4)]
    if all(point[3] > 250 for point in points):
        return ""
    seen = [f"#{point[:3].hex()}" for point in points if point[3] > 128]
    if not seen:
        return ""
    on_light, on_dark = (sum(contrast(one, page) for one in seen) / len(seen) for page in (LIGHT, DARK))
    return "light" if on_light < SEEN else "dark" if on_dark < SEEN else ""
