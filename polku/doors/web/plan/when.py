"""The form that says when: a day, a time on the team's clock, and how late it may still go."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.timing.timing import (
    BEST_HOUR,
    LEAST_HOURS,
    MOST_HOURS,
    OWN_CLOCK,
    STORE_OPEN,
    TOGETHER,
    Timing,
    stored,
)
from polku.act.plan.models import USUAL_LATE_HOURS
from polku.act.plan.schedule import MOST_LATE_HOURS
from polku.act.plan.series import team_zone
from polku.doors.web.plan.instants import Told, of_wall
from polku.kit import clock
from polku.know.places.of_people import is_any

NOW, AT, CLOCK, BEST = "now", "at", "clock", "best"
LATER = (AT, CLOCK)  # with which a day and a time are sent
KINDS = {CLOCK: OWN_CLOCK, BEST: BEST_HOUR}


class WhenForm(forms.Form):
    day = forms.DateField(label=_("Day"), input_formats=["%Y-%m-%d"], error_messages={"required": _("Say the day.")})
    time = forms.TimeField(
        label=_("Time"), input_formats=["%H:%M", "%H:%M:%S"], error_messages={"required": _("Say the time.")}
    )
    late_hours = forms.IntegerField(
        label=_("Late by at most"), min_value=1, max_value=MOST_LATE_HOURS, initial=USUAL_LATE_HOURS, required=False
    )

    early = forms.BooleanField(required=False)  # the audience is taken as it is now

    def instant(self) -> Told:
        """Of a form that is valid."""
        return of_wall(self.cleaned_data["day"], self.cleaned_data["time"], team_zone())

    @property
    def hours(self) -> int:
        return self.cleaned_data.get("late_hours") or USUAL_LATE_HOURS


def usual(campaign: Campaign) -> str:
    """What is chosen before somebody chooses: as it was planned last."""
    return next((when for when, kind in KINDS.items() if kind == stored(campaign.timing).kind), NOW)


class BestForm(forms.Form):
    """Within so many hours, and between which of the day."""

    hours = forms.IntegerField(min_value=LEAST_HOURS, max_value=MOST_HOURS)
    first_hour = forms.IntegerField(min_value=0, max_value=23)
    last_hour = forms.IntegerField(min_value=1, max_value=24)


def timing_of(given: Mapping[str, Any], chosen: str) -> Timing:
    """What is chosen on the launch page; what cannot be is said when it is kept."""
    together = STORE_OPEN if "store_open" in given else TOGETHER
    kind = KINDS.get(chosen, together)
    form = BestForm(given)
    return Timing(kind, **form.cleaned_data) if kind == BEST_HOUR and form.is_valid() else Timing(kind)


def when_given(form: WhenForm | None = None, *, chosen: str = NOW) -> dict[str, Any]:
    """What plan/when.html needs."""
    zone, now = team_zone(), clock.now()
    form = form or WhenForm()
    seen = form.instant() if form.is_bound and form.is_valid() else None
    if seen is not None and seen.at <= now and not form.errors:
        form.add_error("time", _("This moment is over."))
        seen = None
    return {
        "when": chosen,
        "has_stores": is_any(),
        "best_hour": Timing(BEST_HOUR),
        "least_hours": LEAST_HOURS,
        "most_hours": MOST_HOURS,
        "when_form": form,
        "told": seen,
        "zone": zone.key,
        "today": now.astimezone(zone).date().isoformat(),
        "usual_late": USUAL_LATE_HOURS,
        "most_late": MOST_LATE_HOURS,
    }
