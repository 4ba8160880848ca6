"""What a message that belongs to no campaign is called: by what caused it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from polku.say.channels.line.models import LineAccount
from polku.say.outbox.single import CAUSE as PROGRAM
from polku.say.outbox.testers.ask import CAUSE as TEST

GREETING, LINK, PARTED = "greeting:", "line-link:", "line-parted:"


def called(causes: Collection[str]) -> dict[str, str]:
    """By cause; one query where somebody was greeted, else none. What is not known here stands as it is."""
    names = {_account(cause) for cause in causes if cause.startswith(GREETING)}
    titles = dict(LineAccount.objects.filter(name__in=names).values_list("name", "title")) if names else {}
    return {cause: _called(cause, titles.get(_account(cause), "")) for cause in causes}


def _called(cause: str, account: str) -> str:
    if cause.startswith(GREETING):
        return _("First message to new friends of %(account)s") % {"account": account or _account(cause)}
    if cause.startswith(PROGRAM):
        return _("Asked for by a program: %(key)s") % {"key": cause.removeprefix(PROGRAM)}
    words = {TEST: _("A test"), LINK: _("Link to connect their account"), PARTED: _("They are no longer connected")}
    return next((words[one] for one in words if cause.startswith(one)), cause)


def _account(cause: str) -> str:
    """Its name: "greeting:kahvila:7.1" is of "kahvila"."""
    return cause.removeprefix(GREETING).partition(":")[0]
