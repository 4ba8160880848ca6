"""The menu of the settings: each page with the right that it takes, as in `polku/urls.py`."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from polku.know.teams.models import Member
from polku.know.teams.rights import Right, may


@dataclass(frozen=True)
class Entry:
    """`below`: names of pages that one comes to from this one."""

    right: Right | Literal["member"]
    page: str
    label: str | Promise
    icon: str
    below: tuple[str, ...] = ()


LINE = (
    "settings line new", "settings line account", "settings line settings", "settings line money",
    "settings line sources", "settings line source", "settings line menus", "settings line menu",
    "settings line menu new", "settings line insight", "settings line broadcasts", "settings line broadcast",
)  # fmt: skip
PRODUCTS = ("settings product", "settings product new", "settings products file look")
OFTEN = ("settings caps", "settings quiet", "settings sunset")
EMAIL = ("settings email domain", "settings email pace", "settings email mailbox")
ENTRIES = (
    Entry(
        "member",
        "settings",
        _("Team"),
        "building-store",
        below=("settings team", "settings holdout", "settings approval"),
    ),
    Entry("settings.edit", "settings look", _("Customers’ pages"), "palette"),
    Entry("team.edit", "settings members", _("Members"), "users", below=("settings member", "settings invitations")),
    Entry("campaigns.see", "settings stores", _("Stores"), "map-pin", below=("settings store", "settings store new")),
    Entry("campaigns.see", "settings products", _("Products"), "package", below=PRODUCTS),
    Entry("settings.edit", "settings sign-in", _("Signing in"), "login"),
    Entry("member", "settings roles", _("Roles"), "shield-lock"),
    Entry(
        "channels.edit",
        "settings email",
        pgettext_lazy("channel", "E-mail"),
        "mail",
        below=EMAIL,
    ),
    Entry("channels.edit", "settings line", "LINE", "brand-line", below=LINE),
    Entry("settings.edit", "settings link tags", _("Link tags"), "tag"),
    Entry("campaigns.see", "settings reports", _("Reports"), "report-analytics"),
    Entry("sources.edit", "settings sources", _("Sources"), "plug-connected"),
    Entry("keys.edit", "settings keys", _("API keys"), "key"),
    Entry("settings.edit", "settings consent", _("Consents"), "hand-stop"),
    Entry("settings.edit", "settings often", pgettext_lazy("limits", "How often"), "gauge", below=OFTEN),
    Entry("campaigns.launch", "settings never", _("Never written to"), "ban"),
    Entry("webhooks.edit", "settings webhooks", _("Webhooks"), "webhook", below=("settings webhook",)),
    Entry("retention.edit", "settings retention", _("Keeping data"), "clock-x"),
    Entry("trail.see", "settings trail", _("Changes"), "history"),
)


def menu(member: Member | None, here: str) -> list[tuple[Entry, bool]]:
    """What this member may open, each with whether it is where one is."""
    open_ones = [one for one in ENTRIES if member and (one.right == "member" or may(member, one.right))]
    return [(one, here == one.page or here in one.below) for one in open_ones]
