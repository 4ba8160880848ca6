"""In which currency a new program counts, as a field of a form: one of those that there are; none typed: the team's."""

from typing import Any

from django import forms

from polku.kit.currencies import CURRENCIES


class CurrencyField(forms.ChoiceField):
    def __init__(self) -> None:
        super().__init__(choices=[(code, code) for code in CURRENCIES], required=False)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).strip().upper()
