"""What the page of a store asks: a line of hours for each weekday, and one for each date of its own."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from polku.act.plan.holidays_of import between
from polku.know.people.stores.models import LONGEST
from polku.know.places.models import Store
from polku.know.places.said import MOST_DAYS, NOTE_LENGTH, WEEK, Said
from polku.know.places.written import in_line

NO_NUL = ProhibitNullCharactersValidator()
ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())]
BLANK = 2  # empty lines below those that are filled in
YEAR = timedelta(days=366)


class StoreForm(forms.Form):
    data: QueryDict
    key = forms.CharField(label=_("Key"), max_length=LONGEST, required=False, validators=[NO_NUL])
    name = forms.CharField(label=_("Name"), max_length=200, validators=[NO_NUL])
    address = forms.CharField(label=_("Address"), max_length=500, required=False, validators=[NO_NUL])
    latitude = forms.FloatField(label=_("Latitude"), required=False)
    longitude = forms.FloatField(label=_("Longitude"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES)

    def said(self) -> Said:
        given = self.cleaned_data
        return Said(
            name=given["name"],
            address=given["address"],
            latitude=given["latitude"],
            longitude=given["longitude"],
            time_zone=given["time_zone"],
            week=[self.data.get(f"day{place}", "").replace("\0", "") for place in range(WEEK)],
            days=dict(self._days()),
        )

    def _days(self) -> Iterator[tuple[date, tuple[str, str]]]:
        """What is ticked first: a line of its own says more."""
        for day in self.data.getlist("holiday"):
            told, _mark, note = day.partition(" ")
            if (found := _date(told)) is not None:
                yield found, ("", note[:NOTE_LENGTH].replace("\0", ""))
        for day, hours, note in self.lines():
            if (found := _date(day)) is not None:
                yield found, (hours, note[:NOTE_LENGTH])

    def lines(self) -> list[tuple[str, str, str]]:
        """Each with a date, hours and a note, as they were typed."""
        columns = [self.data.getlist(name)[:MOST_DAYS] for name in ("date", "hours", "note")]
        return [
            (day, hours.replace("\0", ""), note.replace("\0", "")) for day, hours, note in zip(*columns, strict=False)
        ]


def shown(form: StoreForm, row: Store | None, *, today: date) -> dict[str, Any]:
    """What the template needs besides the form: as it was typed, else as it is kept."""
    if form.is_bound:
        week = [form.data.get(f"day{place}", "") for place in range(WEEK)]
        lines = [line for line in form.lines() if any(line)]
    else:
        week = [in_line(texts) for texts in row.week] if row else [""] * WEEK
        days = row.days if row else {}
        lines = [(day, in_line(told["hours"]), told["note"]) for day, told in sorted(days.items())]
        lines = [line for line in lines if line[0] >= today.isoformat()]
    taken = {day for day, _hours, _note in lines}
    return {
        "week": [(f"day{place}", WEEKDAYS[place], hours) for place, hours in enumerate(week)],
        "lines": lines + [("", "", "")] * BLANK,
        "holidays": [
            (f"{day.isoformat()} {', '.join(names)}", day, ", ".join(names))
            for day, names in sorted(between(today, today + YEAR).items())
            if day.isoformat() not in taken
        ],
    }


def initial(row: Store | None, *, key: str, zone: str) -> dict[str, Any]:
    if row is None:
        return {"key": key, "name": key, "time_zone": zone}
    names = ("key", "name", "address", "latitude", "longitude", "time_zone")
    return {name: getattr(row, name) for name in names}


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
