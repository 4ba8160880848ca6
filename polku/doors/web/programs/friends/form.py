"""Bring a friend, as a form: only what each field is. What may be meant is known in act/rewards/referrals/terms.py."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.translation import gettext as _

from polku.doors.web.programs import prize_field
from polku.kit.typed_money import typed_minor
from polku.know.catalog.prices import written

NO_NUL = ProhibitNullCharactersValidator()
STEPS = (1, 2, 3)  # rows for the third, the tenth friend
PRIZES = ("friend", "referrer", *(f"step{nth}" for nth in STEPS))
DOUBTS = ("network", "day", "least")
WHOLE = ("wait_days", "within_days", "known_days", "month")


def _whole(most: int, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(min_value=least, max_value=most, required=False)


class ReferralForm(forms.Form):
    """`currency`: the program's."""

    name = forms.CharField(max_length=200, validators=[NO_NUL])
    title = forms.CharField(max_length=200, validators=[NO_NUL])
    about = forms.CharField(max_length=2_000, required=False, validators=[NO_NUL])
    friend, referrer = prize_field.choice(), prize_field.choice()
    friend_amount, referrer_amount = prize_field.amount(), prize_field.amount()
    step1, step2, step3 = prize_field.choice(), prize_field.choice(), prize_field.choice()
    step1_amount, step2_amount, step3_amount = prize_field.amount(), prize_field.amount(), prize_field.amount()
    step1_friends, step2_friends, step3_friends = _whole(10_000, 1), _whole(10_000, 1), _whole(10_000, 1)
    least = forms.CharField(max_length=40, required=False, validators=[NO_NUL])
    wait_days, within_days, known_days = _whole(365), _whole(730, 1), _whole(365)
    month = _whole(10_000, 1)
    goal = forms.URLField(max_length=500, required=False, assume_scheme="https")
    doubt_network, doubt_day, doubt_least = _whole(10_000), _whole(10_000), _whole(10_000)
    takes_back = forms.BooleanField(required=False)
    has_board = forms.BooleanField(required=False)

    def __init__(
        self, data: QueryDict | None, *, currency: str, kept: Iterable[int] = (), initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.currency = currency
        prize_field.offer(self, PRIZES, kept=kept)

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        text = given.get("least", "")
        given["least"] = typed_minor(text, self.currency) if text else 0
        if given["least"] is None:
            self.add_error("least", _("“{text}” is no amount in {currency}.").format(text=text, currency=self.currency))
        for nth in STEPS:
            if given.get(f"step{nth}") and not given.get(f"step{nth}_friends"):
                self.add_error(f"step{nth}_friends", _("Say for how many friends."))
        return given


def terms_of(given: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """What the form does not ask stays as it was."""
    asked = {name: given[f"doubt_{name}"] for name in DOUBTS if given[f"doubt_{name}"] is not None}
    terms: dict[str, Any] = {"doubts": dict(before.get("doubts", {})) | asked}
    terms |= {"title": given["title"], "about": given["about"], "goal": given["goal"], "has_board": given["has_board"]}
    terms["takes_back"] = given["takes_back"]
    terms |= {name: found for name in ("friend", "referrer") if (found := prize_field.prize(given, name))}
    terms["tiers"] = [
        {"friends": given[f"step{nth}_friends"], "prize": found}
        for nth in STEPS
        if (found := prize_field.prize(given, f"step{nth}"))
    ]
    terms["tiers"] += before.get("tiers", ())[len(STEPS) :]
    terms["least_minor"] = given["least"]
    return terms | {name: given[name] for name in WHOLE if given[name] is not None}


def initial_of(terms: Mapping[str, Any], currency: str) -> dict[str, Any]:
    found = {name: terms.get(name) for name in ("title", "about", "goal", "has_board", "takes_back", *WHOLE)}
    for name in ("friend", "referrer"):
        found |= prize_field.initial(name, terms.get(name))
    for nth, tier in zip(STEPS, terms.get("tiers", ()), strict=False):
        found |= prize_field.initial(f"step{nth}", tier["prize"]) | {f"step{nth}_friends": tier["friends"]}
    found |= {f"doubt_{name}": value for name, value in terms.get("doubts", {}).items()}
    least = terms.get("least_minor")
    found["more_steps"] = len(terms.get("tiers", ())[len(STEPS) :])
    return found | {"least": written(least, currency) if least else ""}


def programs_in(terms: Mapping[str, Any]) -> list[int]:
    """What was chosen before."""
    prizes = [terms.get("friend"), terms.get("referrer"), *(tier["prize"] for tier in terms.get("tiers", ()))]
    return [one["program"] for one in prizes if one]
