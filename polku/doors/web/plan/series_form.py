"""The form of a rhythm."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from polku.act.plan.models import USUAL_LATE_HOURS
from polku.act.plan.problems import PlanError
from polku.act.plan.rhythm import DAY, LAST, MONTH, MOST_TIMES, NTH, NTHS, WEEK, Rhythm, check
from polku.act.plan.schedule import MOST_LATE_HOURS
from polku.act.plan.words import weekday_name

NEVER, UNTIL, TIMES = "never", "until", "times"
WEEKDAYS = tuple(range(1, 8))


class SeriesForm(forms.Form):
    unit = forms.ChoiceField(choices=[(WEEK, ""), (MONTH, "")])
    every = forms.IntegerField(label=_("Every"), min_value=1, max_value=26)
    days = forms.MultipleChoiceField(choices=[(str(number), "") for number in WEEKDAYS], required=False)
    on = forms.ChoiceField(choices=[(DAY, ""), (LAST, ""), (NTH, "")], required=False)
    day = forms.IntegerField(label=_("Day of the month"), min_value=1, max_value=31, required=False)
    nth = forms.ChoiceField(choices=[(str(number), "") for number in NTHS], required=False)
    weekday = forms.ChoiceField(choices=[(str(number), "") for number in WEEKDAYS], required=False)
    time = forms.TimeField(label=_("Time"), input_formats=["%H:%M", "%H:%M:%S"])
    begins = forms.DateField(label=_("From"), input_formats=["%Y-%m-%d"])
    ends = forms.ChoiceField(choices=[(NEVER, ""), (UNTIL, ""), (TIMES, "")], required=False)
    until = forms.DateField(label=_("Until"), input_formats=["%Y-%m-%d"], required=False)
    times = forms.IntegerField(label=_("Times"), min_value=1, max_value=MOST_TIMES, required=False)
    own_clock = forms.BooleanField(required=False)  # everybody's own
    store_open = forms.BooleanField(required=False)  # only while the person's store is
    late_hours = forms.IntegerField(
        label=_("Late by at most"), min_value=1, max_value=MOST_LATE_HOURS, initial=USUAL_LATE_HOURS, required=False
    )

    def rhythm(self) -> Rhythm | None:
        """None where something is wrong; the form then says what."""
        if not self.is_valid():
            return None
        try:
            return check(_rhythm(self.cleaned_data))
        except PlanError as problem:
            self.add_error(problem.field if problem.field in self.fields else None, str(problem))
            return None

    @property
    def hours(self) -> int:
        return self.cleaned_data.get("late_hours") or USUAL_LATE_HOURS


def choices(form: SeriesForm) -> dict[str, Any]:
    """What the template offers, each with whether it is chosen."""
    chosen = {str(day) for day in form["days"].value() or ()}
    weekday = str(form["weekday"].value() or "")
    nth = str(form["nth"].value() or "")
    named = {
        "1": pgettext("of the month", "first"),
        "2": pgettext("of the month", "second"),
        "3": pgettext("of the month", "third"),
        "4": pgettext("of the month", "fourth"),
        "-1": pgettext("of the month", "last"),
    }
    return {
        "weekdays": [(number, weekday_name(number), str(number) in chosen) for number in WEEKDAYS],
        "one_weekday": [(number, weekday_name(number), str(number) == weekday) for number in WEEKDAYS],
        "nths": [(number, named[str(number)], str(number) == nth) for number in NTHS],
    }


def _rhythm(given: dict[str, Any]) -> Rhythm:
    """Of a month, only what its kind of day needs is taken. Raises PlanError."""
    common = {"unit": given["unit"], "every": given["every"], "at": given["time"], "begins": given["begins"]}
    ends = given.get("ends") or NEVER
    if ends == UNTIL and given.get("until") is None:
        raise PlanError(str(_("Say the last day.")), field="until")
    if ends == TIMES and given.get("times") is None:
        raise PlanError(str(_("Say how many times.")), field="times")
    common |= {UNTIL: {"until": given["until"]}, TIMES: {"times": given["times"]}}.get(ends, {})
    if given["unit"] == WEEK:
        return Rhythm(**common, days=tuple(sorted(int(day) for day in given["days"])))
    on = given.get("on") or DAY
    if on == NTH:
        return Rhythm(**common, on=NTH, nth=int(given["nth"] or 1), days=(int(given["weekday"] or 1),))
    return Rhythm(**common, on=on, day=given.get("day") or 1)
