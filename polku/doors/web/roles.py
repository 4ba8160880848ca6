"""What each role may do, as the one table has it."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polku.doors.web.asked import Asked
from polku.know.teams.rights import RIGHT_NAMES, RIGHTS, ROLE_NAMES, TABLE, WITHIN_STORES, Right

GROUPS: dict[str, str | Promise] = {
    "home": _("Home"),
    "people": _("People"),
    "consent": _("Consents"),
    "segments": _("Segments"),
    "campaigns": _("Campaigns"),
    "rewards": _("Rewards"),
    "events": _("Events"),
    "imports": _("Imports"),
    "channels": _("Channels and programs"),
    "team": _("Team"),
    "till": _("Till"),
}
# Kinds of rights that stand together.
TOGETHER = {"webhooks": "channels", "sources": "channels", "keys": "channels", "trail": "team", "settings": "team",
            "retention": "team"}  # fmt: skip


def roles(request: Asked) -> HttpResponse:
    rows = [
        (GROUPS[group], [(RIGHT_NAMES[right], right in WITHIN_STORES, _held(right)) for right in rights])
        for group, rights in groupby(RIGHTS, _group)
    ]
    given = {"roles": list(ROLE_NAMES.items()), "groups": rows, "mine": request.user.role}
    return render(request, "team/roles.html", given)


def _group(right: Right) -> str:
    kind = right.partition(".")[0]
    return TOGETHER.get(kind, kind)


def _held(right: Right) -> list[tuple[Promise, bool]]:
    return [(ROLE_NAMES[role], right in held) for role, held in TABLE.items()]
