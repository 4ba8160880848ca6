"""A coupon as a form: only what each field is. What may be meant is known in act/rewards/coupons/terms.py."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.doors.web.programs.currency_field import CurrencyField
from polku.doors.web.programs.rank_choice import rank_choices
from polku.kit.typed_money import typed_minor
from polku.know.places.problems import WrongHours
from polku.know.places.stores import named_stores
from polku.know.places.written import spans_of
from polku.know.segments.models import Segment
from polku.know.segments.segments import current_segments

NO_NUL = ProhibitNullCharactersValidator()
WRITTEN = "%Y-%m-%dT%H:%M"
MOST = 1_000_000_000
BENEFITS = (
    ("percent", gettext_lazy("Percent off"), "percentage"),
    ("amount", gettext_lazy("An amount off"), "cash"),
    ("fixed_price", gettext_lazy("A fixed price"), "tag"),
    ("buy_get", gettext_lazy("Buy some, get some free"), "shopping-bag"),
    ("bundle", gettext_lazy("Several for one price"), "stack-2"),
    ("gift", gettext_lazy("A gift"), "gift"),
    ("free_delivery", gettext_lazy("Free delivery"), "truck"),
)
# Events with which a coupon comes by itself; every other name is as good.
GIVEN_ON = (
    ("Friend Added", gettext_lazy("Whoever becomes a friend on LINE")),
    ("Signed Up", gettext_lazy("Whoever signs up")),
)
MONEY = ("minor_amount", "minor_price", "minor_bundle", "most", "least", "cost")
# Of which kind of benefit each field is; it is asked for where that is chosen.
NEEDED = {
    "percent": ("percent",),
    "amount": ("minor_amount",),
    "fixed_price": ("minor_price",),
    "buy_get": ("buy", "get"),
    "bundle": ("pieces", "minor_bundle"),
    "gift": ("gift",),
    "free_delivery": (),
}


def _text(most: int) -> forms.CharField:
    return forms.CharField(max_length=most, required=False, validators=[NO_NUL])


def _whole(most: int = MOST, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(min_value=least, max_value=most, required=False)


def _instant() -> forms.DateTimeField:
    return forms.DateTimeField(input_formats=[WRITTEN, "%Y-%m-%dT%H:%M:%S"], required=False)


class CouponForm(forms.Form):
    """`own`: the currency of a program that there is; None: a new one says which."""

    data: QueryDict
    name = forms.CharField(max_length=200, validators=[NO_NUL])
    title = forms.CharField(max_length=200, validators=[NO_NUL])
    currency = CurrencyField()
    bearer = _text(80)
    benefit = forms.ChoiceField(choices=[(key, title) for key, title, _icon in BENEFITS])
    percent, buy, get, pieces = _whole(100), _whole(1_000), _whole(1_000), _whole(1_000)
    minor_amount, minor_price, minor_bundle, most, least = _text(40), _text(40), _text(40), _text(40), _text(40)
    cost = _text(40)
    gift = _text(200)
    stores = forms.MultipleChoiceField(required=False)
    weekdays = forms.MultipleChoiceField(required=False, choices=[(str(day + 1), WEEKDAYS[day]) for day in range(7)])
    hours = _text(200)
    is_first_only = forms.BooleanField(required=False)
    ranks = forms.MultipleChoiceField(required=False)
    segment = forms.ChoiceField(required=False)
    begins, ends = _instant(), _instant()
    days, remind_days = _whole(3_660, least=0), _whole(365)
    total, person, uses, person_day, used, used_day = _whole(), _whole(), _whole(), _whole(), _whole(), _whole()
    is_stackable = forms.BooleanField(required=False)
    code = forms.ChoiceField(choices=[(one, one) for one in ("own", "shared", "imported")], required=False)
    shared = _text(60)
    is_by_staff, staff_day = forms.BooleanField(required=False), _whole()
    given_on, given_on_others = forms.MultipleChoiceField(required=False, choices=GIVEN_ON), _text(500)
    how = _text(2_000)

    def __init__(
        self, *given: Any, own: str | None = None, team: str = "", kept: Mapping[str, Any] | None = None
    ) -> None:
        """`kept`: what it says already: what is gone can stay: stores, ranks, a segment in the archive."""
        data, initial = (*given, None, None)[:2]
        super().__init__(data, initial=initial)
        self.own, self.team = own, team
        known, kept = named_stores(), kept or {}
        self.stores_known = known + [(key, key) for key in kept.get("stores", ()) if key not in dict(known)]
        self.fields["stores"].choices = self.stores_known  # type: ignore[attr-defined] # of a field of choices
        self.fields["ranks"].choices = rank_choices(kept.get("ranks", ()))  # type: ignore[attr-defined] # the same
        among = current_segments() | Segment.objects.filter(pk=int(kept.get("segment") or 0))
        segments = [(str(one.pk), one.name) for one in among]
        self.fields["segment"].choices = [("", ""), *segments]  # type: ignore[attr-defined] # the same

    def named(self, part: str) -> list[str]:
        """Which goods are ticked: "goods" or "needs", "products" or "categories"."""
        found = self.data.getlist(part) if self.is_bound else (self.initial or {}).get(part, [])
        return [str(one).replace("\0", "")[:200] for one in found][:500]

    def clean_currency(self) -> str:
        return self.own or (self.cleaned_data["currency"] or self.team or "USD").upper()

    def clean_hours(self) -> list[tuple[int, int]]:
        """From which to which minute of the day; what goes on over midnight ends with an earlier one than it began."""
        try:
            spans = spans_of(self.cleaned_data["hours"])
        except WrongHours as problem:
            raise forms.ValidationError(str(problem)) from problem
        day = 24 * 60
        return sorted((one.begins, one.ends if one.ends <= day else one.ends - day) for one in spans)

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        currency = given.get("currency", "")
        for field in MONEY:
            text = given.get(field, "")
            given[field] = typed_minor(text, currency) if text else None
            if text and given[field] is None and currency:
                self.add_error(field, _("“{text}” is no amount in {currency}.").format(text=text, currency=currency))
        for field in NEEDED.get(given.get("benefit", ""), ()):
            if given.get(field) in (None, "") and field not in self.errors:
                self.add_error(field, _("This is needed."))
        if given.get("code") == "shared" and len(given.get("shared", "")) < 3:
            self.add_error("shared", _("A code has three characters or more."))
        return given
