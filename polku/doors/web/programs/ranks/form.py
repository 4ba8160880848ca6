"""A ladder as a form: what may be meant is known in act/rewards/ranks/terms.py."""

import re
from typing import Any
from unicodedata import normalize

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.translation import gettext as _

from polku.doors.web.programs.currency_field import CurrencyField
from polku.doors.web.programs.rows import Row, typed, whole
from polku.kit.typed_money import typed_minor

NO_NUL = ProhibitNullCharactersValidator()
# What one gets on reaching it: a program, and how many of its points.
PRIZES = (("rank_prize", "rank_amount"), ("rank_prize_2", "rank_amount_2"), ("rank_prize_3", "rank_amount_3"))
RANK = ("rank_key", "rank_name", "rank_at", "rank_factor", "rank_text", *(name for pair in PRIZES for name in pair))


def _text(most: int, *, required: bool = False) -> forms.CharField:
    return forms.CharField(max_length=most, required=required, validators=[NO_NUL])


class RanksForm(forms.Form):
    """`own`: the currency of a program that there is; None: a new one says which."""

    data: QueryDict
    name, title = _text(200, required=True), _text(200, required=True)
    how = _text(2_000)
    currency = CurrencyField()
    by = forms.ChoiceField(choices=[("spend", ""), ("visits", ""), ("points", "")])
    points = forms.ChoiceField(required=False)
    window = forms.ChoiceField(choices=[("days", ""), ("months", ""), ("year", ""), ("ever", "")])
    window_days = forms.IntegerField(min_value=1, max_value=3_660, required=False)
    window_months = forms.IntegerField(min_value=1, max_value=120, required=False)
    grace_days = forms.IntegerField(min_value=0, max_value=3_660, required=False)
    ranks = forms.Field(required=False)

    def __init__(self, *given: Any, own: str | None, team: str, points: list[tuple[str, str]]) -> None:
        data, initial = (*given, None, None)[:2]
        super().__init__(data, initial=initial)
        self.own, self.team = own, team
        self.fields["points"].choices = [("", ""), *points]  # type: ignore[attr-defined] # of a field of choices

    def rows(self) -> list[Row]:
        """As typed, or as they were."""
        return typed(self.data, RANK, ("rank_name",)) if self.is_bound else list((self.initial or {}).get("ranks", []))

    def clean_currency(self) -> str:
        return self.own or (self.cleaned_data["currency"] or self.team or "USD").upper()

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        if given.get("by") == "points" and not given.get("points"):
            self.add_error("points", _("Say which points count."))
        needed = {"days": "window_days", "months": "window_months"}.get(given.get("window", ""), "")
        if needed and given.get(needed) is None and needed not in self.errors:
            self.add_error(needed, _("This is needed."))
        given["ranks"] = self._ranks(given)
        return given

    def _ranks(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        """Whoever stands on one is known by its key: it stays, whatever it is called."""
        found: list[dict[str, Any]] = []
        for row in self.rows():
            at = self._at(row["rank_at"], given)
            factor = whole(row["rank_factor"]) if row["rank_factor"] else 100
            if at is None or factor is None:
                told = _("“{text}” is not understood.").format(
                    text=row["rank_at"] if at is None else row["rank_factor"]
                )
                self.add_error("ranks", told)
                return []
            taken = {one["key"] for one in found}
            found.append(
                {
                    "key": row["rank_key"] or key_of(row["rank_name"], taken),
                    "name": row["rank_name"],
                    "at": at,
                    "factor": factor,
                    "prizes": [
                        {"program": number, "amount": whole(row[amount]) or 1}
                        for program, amount in PRIZES
                        if (number := whole(row[program]))
                    ],
                    "text": row["rank_text"],
                }
            )
        return found

    def _at(self, text: str, given: dict[str, Any]) -> int | None:
        if not text:
            return 0
        return typed_minor(text, given.get("currency") or self.team) if given.get("by") == "spend" else whole(text)


def key_of(name: str, taken: set[str]) -> str:
    """Gold → gold; of a name in other letters: rank-1."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:36] or "rank"
    if key != "rank" and key not in taken:
        return key
    return next(one for number in range(1, 100) if (one := f"{key}-{number}") not in taken)
