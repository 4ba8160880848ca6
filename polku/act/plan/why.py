"""Why something planned did not go: a word in the row where it is ours, and its sentence in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OFF = "off"
CHANGED = "changed"
SERIES_CHANGED = "series_changed"
APPROVAL = "approval"
EARLY = "early"

SENTENCES: dict[str, str | Promise] = {
    OFF: _("polku was not running at its time, and by now it is too late."),
    CHANGED: _("It was changed after it had been planned. Take it back, look at it, and plan it again."),
    SERIES_CHANGED: _("The campaign was changed since somebody last agreed to it. Look at it, and agree."),
    EARLY: _("Its audience, which was to be taken when it was planned, has not been found yet."),
    APPROVAL: _("It waits for approval: somebody else has to look at it first."),
}


def sentence(why: str) -> str:
    """What other rooms say is kept as they said it."""
    return str(SENTENCES.get(why, why))
