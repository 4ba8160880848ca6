"""The look that the team has chosen, and choosing another."""

from dataclasses import dataclass

from django.db import transaction

from polku.know.teams import trail
from polku.know.teams.models import Member, Team
from polku.say.content.blocks.blocks import ACCENT
from polku.say.content.look.logo import Logo
from polku.say.content.media.sizes import LOGO


@dataclass(frozen=True)
class Look:
    """`color`: "" where none was chosen. `logo`: its address, "" where there is none; measures as it is shown."""

    color: str = ""
    logo: str = ""
    width: int = 0
    height: int = 0
    ground: str = ""

    @property
    def sheet(self) -> str:
        """The address of the color's stylesheet."""
        return f"/p/look/{self.color[1:]}.css" if self.color else ""

    @property
    def is_wide(self) -> bool:
        """A logo that is likely to be a written name: the name is not written beside it again."""
        return self.width >= 2 * self.height


def look_of(team: Team) -> Look:
    if not team.logo:
        return Look(team.color)
    shape = team.logo_shape
    stem = team.logo.rpartition(".")[0]
    return Look(team.color, f"/p/media/{stem}/{LOGO}", shape["width"], shape["height"], shape["ground"])


def color_of(team: Team) -> str:
    """With which new letters and messages begin."""
    return team.color or ACCENT


@transaction.atomic
def choose(team: Team, *, color: str, logo: Logo | None, by: Member | None) -> None:
    """`color`: "" for the usual one. `logo`: None for none."""
    name = logo.name if logo is not None else ""
    shape = {"width": logo.width, "height": logo.height, "ground": logo.ground} if logo is not None else {}
    before, after = trail.changed({"color": team.color, "logo": team.logo}, {"color": color, "logo": name})
    team.color, team.logo, team.logo_shape = color, name, shape
    team.save(update_fields=["color", "logo", "logo_shape"])
    if after:
        trail.note(by, "team.look_changed", subject=f"team:{team.pk}", before=before, after=after)


def logo_now(team: Team) -> Logo | None:
    return Logo(team.logo, **team.logo_shape) if team.logo else None
