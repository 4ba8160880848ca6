"""A benefit as a form: only what each field is. What may be meant is known in act/rewards/benefits/terms.py."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.doors.web.programs import prize_field
from polku.kit.typed_money import typed_minor
from polku.know.catalog.prices import written
from polku.know.segments.models import Segment
from polku.know.segments.segments import current_segments

NO_NUL = ProhibitNullCharactersValidator()
WHEN = (
    ("order", gettext_lazy("A certain purchase"), gettext_lazy("The tenth, say; once.")),
    ("each", gettext_lazy("Every so many purchases"), gettext_lazy("The tenth, the twentieth, and so on.")),
    ("birthday", gettext_lazy("A birthday"), gettext_lazy("Once a year, on the day.")),
    ("year", gettext_lazy("A year as a customer"), gettext_lazy("On the day, each year.")),
    ("segment", gettext_lazy("Joining a segment"), gettext_lazy("Once, whenever somebody joins.")),
)
NEEDED = {"order": ("number",), "each": ("number",), "segment": ("segment",)}


class BenefitForm(forms.Form):
    """`currency`: the program's."""

    name = forms.CharField(max_length=200, validators=[NO_NUL])
    title = forms.CharField(max_length=200, validators=[NO_NUL])
    when = forms.ChoiceField(choices=[(key, title) for key, title, _hint in WHEN])
    number = forms.IntegerField(min_value=1, max_value=10_000, required=False)
    least = forms.CharField(max_length=40, required=False, validators=[NO_NUL])
    segment = forms.ChoiceField(required=False)
    field = forms.CharField(max_length=100, required=False, validators=[NO_NUL])
    days_before = forms.IntegerField(min_value=0, max_value=60, required=False)
    prize = prize_field.choice()
    prize_amount = prize_field.amount()

    def __init__(
        self, data: QueryDict | None, *, currency: str, kept: Iterable[int] = (), initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.currency = currency
        prize_field.offer(self, ("prize",), kept=kept)
        among = current_segments() | Segment.objects.filter(pk=int(initial.get("segment") or 0))
        segments = [("", ""), *((str(one.pk), one.name) for one in among)]
        self.fields["segment"].choices = segments  # type: ignore[attr-defined] # of a field of choices

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        text = given.get("least", "")
        given["least"] = typed_minor(text, self.currency) if text else 0
        if given["least"] is None:
            self.add_error("least", _("“{text}” is no amount in {currency}.").format(text=text, currency=self.currency))
        for name in ("prize", *NEEDED.get(given.get("when", ""), ())):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed."))
        return given


def terms_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Only what belongs to the kind that was chosen."""
    when = given["when"]
    terms: dict[str, Any] = {"title": given["title"], "when": when, "prize": prize_field.prize(given, "prize")}
    if when in ("order", "each"):
        return terms | {"number": given["number"], "least_minor": given["least"]}
    if when == "segment":
        return terms | {"segment": int(given["segment"])}
    return terms | {"field": given["field"].strip(), "days_before": given["days_before"] or 0}


def initial_of(terms: Mapping[str, Any], currency: str) -> dict[str, Any]:
    least = terms.get("least_minor")
    found = {name: terms.get(name) for name in ("title", "when", "field", "days_before")}
    found |= {"number": terms.get("number") or None, "segment": str(terms.get("segment") or "")}
    return found | prize_field.initial("prize", terms.get("prize")) | {
        "least": written(least, currency) if least else ""
    }  # fmt: skip
