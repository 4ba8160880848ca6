"""Whom something is given to or taken from: everybody, a segment, or people who are typed."""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.kit.columns import ColumnsError
from polku.know.people import find
from polku.know.rules import ask
from polku.know.rules.condition import RuleError
from polku.know.segments import segments
from polku.know.segments.models import Segment

MOST_TYPED = 500
SHOWN = 5
NO_NUL = ProhibitNullCharactersValidator()


class WhomForm(forms.Form):
    whom = forms.ChoiceField(choices=[(one, one) for one in ("segment", "everybody", "people")])
    segment = forms.ModelChoiceField(queryset=Segment.objects.none(), required=False)
    people = forms.CharField(max_length=40_000, required=False, validators=[NO_NUL])

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["segment"].queryset = segments.current_segments()  # type: ignore[attr-defined] # of a field of rows

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        if given.get("whom") == "segment" and given.get("segment") is None:
            self.add_error("segment", _("Choose a segment."))
        if given.get("whom") == "people" and "people" in given:
            given["numbers"] = self._numbers(given["people"])
        return given

    def _numbers(self, text: str) -> list[int]:
        typed = list(dict.fromkeys(one.strip() for one in text.replace(",", "\n").replace(";", "\n").split("\n")))
        typed = [one for one in typed if one][: MOST_TYPED + 1]
        if not typed:
            self.add_error("people", _("Write whom you mean, one in each line."))
        if len(typed) > MOST_TYPED:
            self.add_error("people", _("{most} people at the most. Make a list of more.").format(most=MOST_TYPED))
            return []
        found = {one: find.exact(one[:200]) for one in typed}
        unknown = [one for one, people in found.items() if not people]
        if unknown:
            names = ", ".join(unknown[:SHOWN]) + ("…" if len(unknown) > SHOWN else "")
            self.add_error("people", _("Nobody is known by this: {names}").format(names=names))
        return sorted({person.id for people in found.values() for person in people})

    def meant(self) -> dict[str, Any]:
        """As errands keep it."""
        given = self.cleaned_data
        if given["whom"] == "people":
            return {"people": given["numbers"]}
        return {"segment": given["segment"].pk} if given["whom"] == "segment" else {"everybody": True}

    def count(self) -> int | None:
        """How many that are; None where it cannot be asked just now."""
        meant = self.meant()
        try:
            if "people" in meant:
                return len(meant["people"])
            if "segment" in meant:
                return segments.count(self.cleaned_data["segment"], clock.now())
            return ask.count({"all": []}, clock.now())
        except (ColumnsError, RuleError):
            return None
