"""A rhythm in a sentence of the reader's language."""

from datetime import date, time

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from polku.act.plan.rhythm import DAY, LAST, WEEK, Rhythm


def in_words(rhythm: Rhythm) -> str:
    """Every 2 weeks on Friday at 11:00, until 1 March 2027."""
    said = _weekly(rhythm) if rhythm.unit == WEEK else _monthly(rhythm)
    if rhythm.until is not None:
        return _("{rhythm}, until {day}").format(rhythm=said, day=_day(rhythm.until))
    if rhythm.times is not None:
        ending = ngettext("{rhythm}, {count} time", "{rhythm}, {count} times", rhythm.times)
        return ending.format(rhythm=said, count=rhythm.times)
    return said


def weekday_name(number: int) -> str:
    """1 is Monday."""
    return str(WEEKDAYS[number - 1])


def _weekly(rhythm: Rhythm) -> str:
    days = [weekday_name(number) for number in sorted(rhythm.days)]
    named = pgettext("between days of the week", ", ").join(days)
    once, several = _("Every week on {days} at {time}"), _("Every {count} weeks on {days} at {time}")
    sentence = once if rhythm.every == 1 else several
    return sentence.format(count=rhythm.every, days=named, time=_time(rhythm.at))


def _monthly(rhythm: Rhythm) -> str:
    once, several = _("Every month on {day} at {time}"), _("Every {count} months on {day} at {time}")
    sentence = once if rhythm.every == 1 else several
    return sentence.format(count=rhythm.every, day=_of_month(rhythm), time=_time(rhythm.at))


def _of_month(rhythm: Rhythm) -> str:
    if rhythm.on == LAST:
        return _("the last day")
    if rhythm.on == DAY:
        return _("day {number}").format(number=rhythm.day)
    named = {
        1: _("the first {weekday}"),
        2: _("the second {weekday}"),
        3: _("the third {weekday}"),
        4: _("the fourth {weekday}"),
        -1: _("the last {weekday}"),
    }[rhythm.nth]
    return named.format(weekday=weekday_name(rhythm.days[0]))


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _time(at: time) -> str:
    return time_format(at, "H:i")
