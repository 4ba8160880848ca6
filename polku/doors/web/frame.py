"""What every page's frame shows."""

from dataclasses import dataclass, replace
from typing import Literal

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from polku.doors.web.asked import Knock
from polku.doors.web.settings_menu import menu
from polku.know.teams.models import Member
from polku.know.teams.rights import Right, held_by, in_groups, may

THEMES = ("light", "dark")
ON_PHONE = 4  # rooms for which there is room in the bar beside what is behind "More"


@dataclass(frozen=True)
class Room:
    """A place in the navigation, for those who hold `right`.

    `key` after "g" leads there; `on_phone`: it has room in the bar of a small screen.
    """

    right: Right | Literal["member"]
    page: str
    label: str | Promise
    icon: str
    key: str = ""
    on_phone: bool = True


_PLAN = pgettext_lazy("calendar of campaigns", "Plan")
ROOMS = (
    Room("home.see", "home", _("Home"), "smart-home", "h"),
    Room("people.see", "people", _("People"), "users", "p"),
    Room("till.use", "till", _("Till"), "cash-register", "t", on_phone=False),
    Room("segments.see", "segments", _("Segments"), "filter", "s", on_phone=False),
    Room("campaigns.see", "campaigns", _("Campaigns"), "send", "c"),
    Room("campaigns.see", "plan", _PLAN, "calendar-event", "l", on_phone=False),
    Room("rewards.see", "rewards", _("Rewards"), "gift", "r", on_phone=False),
    Room("campaigns.see", "paper", _("Paper"), "mailbox", on_phone=False),
    Room("imports.run", "imports", _("Imports"), "file-import", "i", on_phone=False),
    Room("events.see", "events", _("Events"), "activity", "e"),
    Room("member", "settings", _("Settings"), "settings", ",", on_phone=False),
)


def frame(request: Knock) -> dict[str, object]:
    theme = request.COOKIES.get("theme", "")
    match = request.resolver_match
    page = (match.url_name if match else None) or ""
    here = _room_of(page)
    asks = getattr(request, "user", None)
    member = asks if isinstance(asks, Member) else None
    rooms = [one for one in ROOMS if member and (one.right == "member" or may(member, one.right))]
    if len(rooms) <= ON_PHONE:
        rooms = [replace(one, on_phone=True) for one in rooms]
    return {
        "rooms": rooms,
        "may": in_groups(held_by(member) if member else frozenset()),
        "here": here,
        "settings_menu": menu(member, page) if here == "settings" else [],
        "theme": theme if theme in THEMES else "",
        "team": getattr(request, "team", None),
        "languages": languages(),
    }


def _room_of(page: str) -> str:
    """The room that a page stands in: the page "campaign edit" belongs to "campaigns"."""
    first = page.split(" ")[0]
    return {
        "person": "people",
        "erasure": "people",
        "segment": "segments",
        "campaign": "campaigns",
        "template": "campaigns",
        "templates": "campaigns",
        "program": "rewards",
        "import": "imports",
        "refused": "events",
    }.get(first, first)


def languages() -> list[tuple[str, str]]:
    """Languages the pages speak, each under its own name."""
    return [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]
