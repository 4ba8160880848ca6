"""What may be said of a trial, in a sentence."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.campaigns.trials.models import Trial
from polku.doors.web.widgets.amounts import number
from polku.learn.reports.variants import Variants


def sentence(found: Variants, *, now: datetime) -> str:
    return f"{_standing(found, now=now)} {_evidence(found)}".strip()


def _standing(found: Variants, *, now: datetime) -> str:
    trial = found.trial
    if trial.decided_at is not None and trial.winner is not None:
        return _decided(found, trial)
    if not found.rest:
        return ""
    rest = ngettext("%(count)s person waits.", "%(count)s people wait.", found.rest) % {"count": number(found.rest)}
    if now < found.ends_at:
        return rest
    return f"{rest} " + _("The time is over, and none is clearly ahead: choose which one they get.")


def _decided(found: Variants, trial: Trial) -> str:
    letter = next(one.letter for one in found.rows if one.number == trial.winner)
    why = {
        Trial.Why.CLEAR: _("Version {letter} is clearly ahead; the rest got it."),
        Trial.Why.LEADER: _("None was clearly ahead in time; version {letter} had the most, and the rest got it."),
        Trial.Why.FIRST: _("None was clearly ahead in time, so the rest got version {letter}, as was set."),
        Trial.Why.CHOSEN: _("Version {letter} was chosen for the rest."),
    }
    return why[Trial.Why(trial.why)].format(letter=letter)


def _evidence(found: Variants) -> str:
    if found.sizes is not None and found.sizes.is_off:
        return _("The groups are not as large as they were drawn: something is wrong; do not use these numbers.")
    barred = [one.letter for one in found.rows if one.number in found.barred]
    if barred:
        return _("Clearly more people left after version {letter} than after A: it cannot win.").format(
            letter=", ".join(barred)
        )
    if found.clear is None:
        return _("So far the differences may be chance.")
    letter = next(one.letter for one in found.rows if one.number == found.clear)
    return _("Version {letter} does more than the others, and not by chance.").format(letter=letter)
