"""A draw as a form: only what each field is. What may be meant is known in act/rewards/draws/sound.py."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.translation import gettext as _

from polku.act.rewards.ledger.models import Program
from polku.doors.web.programs.draws.quiz import NotUnderstood, quiz_of
from polku.know.places.stores import named_stores
from polku.know.segments.models import Segment
from polku.know.segments.segments import current_segments

NO_NUL = ProhibitNullCharactersValidator()
WRITTEN = "%Y-%m-%dT%H:%M"
MOST = 1_000_000_000
ROW = ("key", "title", "stock", "wins", "of", "gives", "amount")
LEAST_ROWS, SPARE_ROWS, MOST_ROWS = 4, 2, 50
GIVES = (Program.Kind.COUPON, Program.Kind.POINTS)


def _text(most: int) -> forms.CharField:
    return forms.CharField(max_length=most, required=False, validators=[NO_NUL])


def _whole(most: int = MOST, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(min_value=least, max_value=most, required=False)


def _instant() -> forms.DateTimeField:
    return forms.DateTimeField(input_formats=[WRITTEN, "%Y-%m-%dT%H:%M:%S"], required=False)


def _one_of(*choices: str) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[(one, one) for one in choices])


class DrawForm(forms.Form):
    """`kept`: what it says already: a segment in the archive can stay."""

    data: QueryDict
    name = forms.CharField(max_length=200, validators=[NO_NUL])
    title = forms.CharField(max_length=200, validators=[NO_NUL])
    how = _text(4_000)
    mode = _one_of("scheduled", "instant")
    face = _one_of("plain", "scratch", "wheel")
    entry = _one_of("once", "daily", "given")
    opens, closes, draws = _instant(), _instant(), _instant()
    mixes = _text(200)
    consolation_title, consolation_gives = _text(200), forms.ChoiceField(required=False)
    consolation_amount = _whole()
    reserves, claim_days = _whole(least=0), _whole(366)
    total, person, person_day, wins_person = _whole(), _whole(), _whole(), _whole()
    least_age = _whole(120, least=0)
    born, countries = _text(80), _text(400)
    segment = forms.ChoiceField(required=False)
    stores = forms.MultipleChoiceField(required=False)
    quiz, quiz_least = _text(20_000), _whole(50, least=0)
    prizes = _text(1)  # where problems of the rows are shown

    def __init__(self, *given: Any, kept: Mapping[str, Any] | None = None) -> None:
        data, initial = (*given, None, None)[:2]
        super().__init__(data, initial=initial)
        kept, known = kept or {}, named_stores()
        self.stores_known = known + [(key, key) for key in kept.get("stores", ()) if key not in dict(known)]
        self.fields["stores"].choices = self.stores_known  # type: ignore[attr-defined] # of a field of choices
        among = current_segments() | Segment.objects.filter(pk=int(kept.get("segment") or 0))
        segments = [("", ""), *((str(one.pk), one.name) for one in among)]
        self.fields["segment"].choices = segments  # type: ignore[attr-defined] # the same
        programs = Program.objects.filter(kind__in=GIVES).exclude(state=Program.State.ENDED).order_by("name")
        self.programs = [(str(one.pk), one.name) for one in programs]
        self.fields["consolation_gives"].choices = [("", ""), *self.programs]  # type: ignore[attr-defined] # the same

    def rows(self) -> list[dict[str, str]]:
        """The prizes as they are typed, and a few empty rows for more."""
        found = self.typed() if self.is_bound else list((self.initial or {}).get("rows", []))
        empty = max(LEAST_ROWS - len(found), SPARE_ROWS)
        return [*found, *(dict.fromkeys(ROW, "") for _row in range(empty))]

    def typed(self) -> list[dict[str, str]]:
        """Rows in which there is something."""
        rows = [
            {name: self.data.get(f"prize-{nth}-{name}", "").replace("\0", "").strip()[:200] for name in ROW}
            for nth in range(MOST_ROWS)
        ]
        return [row for row in rows if row["title"] or row["stock"] or row["of"]]

    def clean_countries(self) -> list[str]:
        said: str = self.cleaned_data["countries"]
        return said.replace(",", " ").replace("、", " ").upper().split()

    def clean_quiz(self) -> list[dict[str, Any]]:
        try:
            return quiz_of(self.cleaned_data["quiz"])
        except NotUnderstood as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        numbers = [row[name] for row in self.typed() for name in ("stock", "wins", "of", "amount") if row[name]]
        if any(not one.isdecimal() or len(one) > 10 for one in numbers):
            self.add_error("prizes", _("How many there are and how likely they are is said in whole numbers."))
        if bool(given.get("consolation_gives")) != bool(given.get("consolation_title")):
            self.add_error("consolation_title", _("Say what it is called, and of which program it is given."))
        return given
