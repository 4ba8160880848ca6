"""Points as a form: what may be meant is known in act/rewards/points/terms.py."""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.translation import gettext as _

from polku.doors.web.programs.currency_field import CurrencyField
from polku.doors.web.programs.rows import Row, typed, whole
from polku.kit.typed_money import typed_minor

NO_NUL = ProhibitNullCharactersValidator()
DEED = ("deed_event", "deed_points", "deed_most")
REWARD = ("reward_title", "reward_points", "reward_program", "reward_amount")
# More for some goods: points, amount, and the part of the form in which the goods are chosen.
MORES = (
    ("more_points", "more_amount", "goods"),
    ("more_points_2", "more_amount_2", "goods_2"),
    ("more_points_3", "more_amount_3", "goods_3"),
)
MONEY = ("per_amount", *(amount for _points, amount, _goods in MORES), "rate_amount")


def _text(most: int, *, required: bool = False) -> forms.CharField:
    return forms.CharField(max_length=most, required=required, validators=[NO_NUL])


def _whole(most: int = 1_000_000, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(min_value=least, max_value=most, required=False)


class PointsForm(forms.Form):
    """`own`: the currency of a program that there is; None: a new one says which."""

    data: QueryDict
    name, title = _text(200, required=True), _text(200, required=True)
    unit, how = _text(40), _text(2_000)
    currency = CurrencyField()
    bearer = _text(80)
    per_points, per_amount = _whole(), _text(40)
    more_points, more_points_2, more_points_3 = _whole(), _whole(), _whole()
    more_amount, more_amount_2, more_amount_3 = _text(40), _text(40), _text(40)
    rounding = forms.ChoiceField(choices=[("down", ""), ("nearest", "")], required=False)
    pending_days = _whole(3_660, least=0)
    expiry = forms.ChoiceField(choices=[("never", ""), ("days", ""), ("years", "")], required=False)
    expiry_days, expiry_years = _whole(3_660), _whole(10, least=0)
    rate_points, rate_amount, rate_least = _whole(), _text(40), _whole()
    sources = forms.TypedMultipleChoiceField(coerce=int, required=False)
    deeds = forms.Field(required=False)
    rewards = forms.Field(required=False)

    def __init__(self, *given: Any, own: str | None, team: str, sources: list[tuple[str, str]]) -> None:
        data, initial = (*given, None, None)[:2]
        super().__init__(data, initial=initial)
        self.own, self.team = own, team
        self.fields["sources"].choices = sources  # type: ignore[attr-defined] # of a field of choices

    def named(self, part: str) -> list[str]:
        """Which goods are ticked: "goods_products" or "goods_categories"."""
        found = self.data.getlist(part) if self.is_bound else (self.initial or {}).get(part, [])
        return [str(one).replace("\0", "")[:200] for one in found][:500]

    def rows(self, what: str) -> list[Row]:
        """ "deeds" or "rewards", as typed or as they were."""
        if self.is_bound:
            return typed(self.data, *((DEED, DEED) if what == "deeds" else (REWARD, REWARD[:3])))
        return list((self.initial or {}).get(what, []))

    def clean_currency(self) -> str:
        return self.own or (self.cleaned_data["currency"] or self.team or "USD").upper()

    def clean_deeds(self) -> list[dict[str, Any]]:
        found = []
        for row in self.rows("deeds"):
            points, most = whole(row["deed_points"]), whole(row["deed_most"]) if row["deed_most"] else None
            if not row["deed_event"] or not points or (row["deed_most"] and not most):
                raise forms.ValidationError(_("Each of these needs an event, and points: a whole number."))
            found.append({"event": row["deed_event"], "points": points, "most_day": most})
        return found

    def clean_rewards(self) -> list[dict[str, Any]]:
        found = []
        for row in self.rows("rewards"):
            points, program = whole(row["reward_points"]), whole(row["reward_program"])
            amount = whole(row["reward_amount"]) if row["reward_amount"] else 1
            if not row["reward_title"] or not points or not program or not amount:
                raise forms.ValidationError(_("Each of these needs a title, points, and what is given for them."))
            prize = {"program": program, "amount": amount}
            found.append({"points": points, "title": row["reward_title"], "prize": prize})
        return found

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        currency = given.get("currency", "")
        for field in MONEY:
            text = given.get(field, "")
            given[field] = typed_minor(text, currency) if text else None
            if text and given[field] is None and currency:
                self.add_error(field, _("“{text}” is no amount in {currency}.").format(text=text, currency=currency))
        for points, amount in (
            ("per_points", "per_amount"),
            *((points, amount) for points, amount, _goods in MORES),
            ("rate_points", "rate_amount"),
        ):
            for field, other in ((points, amount), (amount, points)):
                if given.get(other) and not given.get(field) and field not in self.errors and other not in self.errors:
                    self.add_error(field, _("This is needed."))
        for points, _amount, goods in MORES:
            if given.get(points) and not self.named(f"{goods}_products") and not self.named(f"{goods}_categories"):
                self.add_error(points, _("Say for which goods."))
        way = given.get("expiry")
        needed = {"days": "expiry_days", "years": "expiry_years"}.get(way or "", "")
        if needed and given.get(needed) is None and needed not in self.errors:
            self.add_error(needed, _("This is needed."))
        return given
