"""A stamp card as a form: only what each field is. What may be meant is known in act/rewards/stamps/terms.py."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Q
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from polku.act.rewards.ledger.models import Program
from polku.doors.web.programs.currency_field import CurrencyField
from polku.kit.typed_money import typed_minor
from polku.know.places.stores import named_stores

NO_NUL = ProhibitNullCharactersValidator()
ICON_WORDS = {
    "star": pgettext_lazy("what a stamp shows", "Star"),
    "cup": pgettext_lazy("what a stamp shows", "Cup"),
    "heart": pgettext_lazy("what a stamp shows", "Heart"),
    "leaf": pgettext_lazy("what a stamp shows", "Leaf"),
    "paw": pgettext_lazy("what a stamp shows", "Paw"),
    "scissors": pgettext_lazy("what a stamp shows", "Scissors"),
    "bag": pgettext_lazy("what a stamp shows", "Bag"),
    "bread": pgettext_lazy("what a stamp shows", "Bread"),
    "flower": pgettext_lazy("what a stamp shows", "Flower"),
    "check": pgettext_lazy("what a stamp shows", "Check mark"),
}
REWARDS = 5  # rows of the form
COMES = (
    ("visit", gettext_lazy("For each visit"), "building-store"),
    ("amount", gettext_lazy("For what is spent"), "cash"),
    ("goods", gettext_lazy("For certain products"), "package"),
)


def _text(most: int) -> forms.CharField:
    return forms.CharField(max_length=most, required=False, validators=[NO_NUL])


def _whole(most: int, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(min_value=least, max_value=most, required=False)


class StampForm(forms.Form):
    """`own`: the currency of a program that there is; None: a new one says which."""

    data: QueryDict
    name = forms.CharField(max_length=200, validators=[NO_NUL])
    title = forms.CharField(max_length=200, validators=[NO_NUL])
    currency = CurrencyField()
    bearer = _text(80)
    size, welcome = _whole(50), _whole(49, least=0)
    comes = forms.ChoiceField(choices=[(key, title) for key, title, _icon in COMES])
    per, least = _text(40), _text(40)
    is_by_order = forms.BooleanField(required=False)
    days = _whole(3_660)
    since = forms.ChoiceField(choices=[("last", "last"), ("first", "first")], required=False)
    day, hour, place_day, cards = _whole(1_000), _whole(1_000), _whole(1_000), _whole(1_000_000)
    double_weekdays = forms.MultipleChoiceField(
        required=False, choices=[(str(day + 1), WEEKDAYS[day]) for day in range(7)]
    )
    double_dates = _text(2_000)
    times = _whole(10, least=2)
    stores = forms.MultipleChoiceField(required=False)
    next = forms.ChoiceField(required=False)
    is_shown_empty = forms.BooleanField(required=False)
    color = forms.RegexField(r"^#[0-9A-Fa-f]{6}$", required=False)
    icon = forms.ChoiceField(choices=list(ICON_WORDS.items()), required=False)
    picture, background = _text(100), _text(100)
    how = _text(2_000)

    def __init__(
        self, *given: Any, own: Program | None = None, team: str = "", kept: Mapping[str, Any] | None = None
    ) -> None:
        """`kept`: what it says already: stores that nobody knows any more can stay, and what has ended."""
        data, initial = (*given, None, None)[:2]
        super().__init__(data, initial=initial)
        self.own, self.team = own, team
        known, kept = named_stores(), kept or {}
        self.stores_known = known + [(key, key) for key in kept.get("stores", ()) if key not in dict(known)]
        self.fields["stores"].choices = self.stores_known  # type: ignore[attr-defined] # of a field of choices
        cards = Program.objects.filter(kind=Program.Kind.STAMPS).exclude(pk=own.pk if own else 0).order_by("name")
        nexts = [("", ""), *((str(one.pk), one.name) for one in cards)]
        self.fields["next"].choices = nexts  # type: ignore[attr-defined] # the same
        gone = [int(kept.get(f"prize_{nth}") or 0) for nth in range(REWARDS)]
        prizes = Program.objects.filter(kind__in=(Program.Kind.COUPON, Program.Kind.POINTS))
        prizes = prizes.filter(~Q(state=Program.State.ENDED) | Q(pk__in=gone))
        self.prizes = [("", ""), *((str(one.pk), one.name) for one in prizes.order_by("name"))]
        for nth in range(REWARDS):
            self.fields[f"at_{nth}"] = _whole(50)
            self.fields[f"prize_{nth}"] = forms.ChoiceField(choices=self.prizes, required=False)
            self.fields[f"amount_{nth}"] = _whole(1_000_000_000)
            self.fields[f"words_{nth}"] = _text(200)

    @property
    def rows(self) -> list[dict[str, forms.BoundField]]:
        return [{part: self[f"{part}_{nth}"] for part in ("at", "prize", "amount", "words")} for nth in range(REWARDS)]

    def named(self, part: str) -> list[str]:
        """Which goods are ticked: "goods_products" or "goods_categories"."""
        found = self.data.getlist(part) if self.is_bound else (self.initial or {}).get(part, [])
        return [str(one).replace("\0", "")[:200] for one in found][:500]

    def clean_currency(self) -> str:
        return self.own.currency if self.own else (self.cleaned_data["currency"] or self.team or "USD").upper()

    def clean_double_dates(self) -> list[str]:
        found = self.cleaned_data["double_dates"].replace(",", " ").replace("、", " ").split()
        for one in found:
            try:
                date.fromisoformat(one)
            except ValueError as problem:
                raise forms.ValidationError(_("Write days like 2026-12-24, set apart by commas.")) from problem
        return sorted(set(found))

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        currency = given.get("currency", "")
        for field in ("per", "least"):
            text = given.get(field, "")
            given[field] = typed_minor(text, currency) if text else None
            if text and given[field] is None and currency:
                self.add_error(field, _("“{text}” is no amount in {currency}.").format(text=text, currency=currency))
        if given.get("size") is None and "size" not in self.errors:
            self.add_error("size", _("This is needed."))
        for nth in range(REWARDS):
            if given.get(f"at_{nth}") and not given.get(f"prize_{nth}"):
                self.add_error(f"prize_{nth}", _("Choose what there is."))
        return given
