"""A members' offer as a form: only what each field is. What may be meant is known in act/rewards/offers/terms.py."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.doors.web.programs import prize_field
from polku.doors.web.programs.rank_choice import rank_choices
from polku.know.segments.models import Segment
from polku.know.segments.segments import current_segments

NO_NUL = ProhibitNullCharactersValidator()
WRITTEN = "%Y-%m-%dT%H:%M"
WHAT = (("product", gettext_lazy("A product")), ("event", gettext_lazy("An event")), ("sale", gettext_lazy("A sale")))
INSTANTS = ("begins", "ends", "open_to_all", "drawn_at")


def _instant() -> forms.DateTimeField:
    return forms.DateTimeField(input_formats=[WRITTEN, "%Y-%m-%dT%H:%M:%S"], required=False)


class OfferForm(forms.Form):
    name = forms.CharField(max_length=200, validators=[NO_NUL])
    title = forms.CharField(max_length=200, validators=[NO_NUL])
    about = forms.CharField(max_length=2_000, required=False, validators=[NO_NUL])
    what = forms.ChoiceField(choices=WHAT)
    goal = forms.URLField(max_length=500, required=False, assume_scheme="https")
    begins, ends, open_to_all, drawn_at = _instant(), _instant(), _instant(), _instant()
    ranks = forms.MultipleChoiceField(required=False)
    segment = forms.ChoiceField(required=False)
    places = forms.IntegerField(min_value=1, max_value=100_000_000, required=False)
    how = forms.ChoiceField(choices=[("first", "first"), ("draw", "draw")])
    has_waiting_list = forms.BooleanField(required=False)
    prize = prize_field.choice()
    prize_amount = prize_field.amount()

    def __init__(self, data: QueryDict | None, *, kept: Iterable[int] = (), initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        prize_field.offer(self, ("prize",), kept=kept)
        among = current_segments() | Segment.objects.filter(pk=int(initial.get("segment") or 0))
        segments = [("", ""), *((str(one.pk), one.name) for one in among)]
        self.fields["segment"].choices = segments  # type: ignore[attr-defined] # of a field of choices
        self.fields["ranks"].choices = rank_choices(initial.get("ranks") or ())  # type: ignore[attr-defined] # the same

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        if given.get("how") == "draw":
            for name in ("places", "drawn_at"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("This is needed."))
        return given


def terms_of(given: Mapping[str, Any]) -> dict[str, Any]:
    terms = {name: given[name] for name in ("title", "about", "what", "goal", "how", "has_waiting_list", "places")}
    terms |= {name: given[name].astimezone(UTC).isoformat() for name in INSTANTS if given[name] is not None}
    if given["how"] != "draw":
        terms.pop("drawn_at", None)
    terms["ranks"] = sorted(given["ranks"])
    if given["segment"]:
        terms["segment"] = int(given["segment"])
    if found := prize_field.prize(given, "prize"):
        terms["prize"] = found
    return terms


def initial_of(terms: Mapping[str, Any]) -> dict[str, Any]:
    names = ("title", "about", "what", "goal", "how", "has_waiting_list", "places")
    found: dict[str, Any] = {name: terms.get(name) for name in names}
    for name in INSTANTS:
        if terms.get(name):
            at = datetime.fromisoformat(terms[name])
            found[name] = timezone.localtime(at).strftime(WRITTEN)
    found |= {"ranks": sorted(terms.get("ranks", ())), "segment": str(terms.get("segment") or "")}
    return found | prize_field.initial("prize", terms.get("prize"))
