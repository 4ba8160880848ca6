"""The form that says how versions are tried."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from polku.act.campaigns.trials.models import Trial
from polku.act.campaigns.trials.set_up import LEAST_PERCENT, MOST_LATER_H, MOST_WAIT_H

GOALS: dict[str, Promise] = {
    Trial.Goal.CLICKED: _("Most people follow a link"),
    Trial.Goal.OPENED: _("Most people open it"),
    Trial.Goal.ORDERED: _("Most people order"),
}
UNCLEAR: dict[str, Promise] = {
    Trial.Unclear.LEADER: _("The one that is ahead goes to the rest"),
    Trial.Unclear.FIRST: _("Version A goes to the rest"),
    Trial.Unclear.ASK: _("Somebody of the team chooses"),
}


def _number(least: int, most: int) -> forms.IntegerField:
    sentence = format_lazy(_("Write a whole number from {least} to {most}."), least=least, most=most)
    told = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
    return forms.IntegerField(min_value=least, max_value=most, error_messages=told)


class TrialForm(forms.Form):
    """`later_1`, `later_2` …: by how many hours each variant leaves later."""

    percent = _number(LEAST_PERCENT, 100)
    wait_h = _number(1, MOST_WAIT_H)
    goal = forms.ChoiceField(choices=list(GOALS.items()))
    unclear = forms.ChoiceField(choices=list(UNCLEAR.items()))
    ends_early = forms.BooleanField(required=False)

    def __init__(self, *given: Any, variants: int, **named: Any) -> None:
        super().__init__(*given, **named)
        for number in range(1, variants + 1):
            self.fields[f"later_{number}"] = _number(0, MOST_LATER_H)
            self.fields[f"later_{number}"].required = False
