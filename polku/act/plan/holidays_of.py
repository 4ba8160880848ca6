"""Public holidays of the countries that the team has chosen, by the package `holidays`, which works offline."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.db import transaction
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from polku.act.plan.calendar_models import HolidayCountry
from polku.act.plan.problems import PlanError
from polku.know.teams import trail
from polku.know.teams.models import Member

MOST = 10  # countries: more names do not fit into a day


def between(since: date, until: date) -> dict[date, list[str]]:
    """The names of each day's, in the reader's language where the package has it; with a country's code if several."""
    codes = chosen()
    found: dict[date, list[str]] = {}
    for code in codes:
        for year in range(since.year, until.year + 1):
            for day, name in _of_year(code, year, to_locale(get_language() or "en")).items():
                if since <= day <= until:
                    found.setdefault(day, []).append(f"{name} ({code})" if len(codes) > 1 else name)
    return found


def chosen() -> list[str]:
    return list(HolidayCountry.objects.order_by("code").values_list("code", flat=True))


def known() -> dict[str, str]:
    """Every country that can be chosen, by its code, in the reader's language."""
    return _named(to_locale(get_language() or "en"))


@transaction.atomic
def choose(code: str, *, by: Member | None) -> None:
    """Raises PlanError."""
    if code not in known():
        raise PlanError(_("There is no such country."), field="country")
    if HolidayCountry.objects.count() >= MOST:
        raise PlanError(_("At most {most} countries.").format(most=MOST), field="country")
    _row, is_new = HolidayCountry.objects.get_or_create(code=code, defaults={"by": by})
    if is_new:
        trail.note(by, "holidays.added", subject=f"holidays:{code}")


@transaction.atomic
def leave_out(code: str, *, by: Member | None) -> None:
    if HolidayCountry.objects.filter(code=code).delete()[0]:
        trail.note(by, "holidays.removed", subject=f"holidays:{code}")


@lru_cache(maxsize=200)
def _of_year(code: str, year: int, locale: str) -> Mapping[date, str]:
    import holidays  # takes a moment, and only the calendar needs it

    spoken = holidays.list_localized_countries().get(code, [])
    fitting = [one for one in (locale, locale.split("_")[0], "en_US") if one in spoken]
    return dict(holidays.country_holidays(code, years=year, language=fitting[0] if fitting else None).items())


@lru_cache(maxsize=20)
def _named(locale: str) -> dict[str, str]:
    import holidays
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(locale).territories
    except (UnknownLocaleError, ValueError):
        names = Locale.parse("en").territories
    codes = [code for code in holidays.list_supported_countries(include_aliases=False) if len(code) == 2]
    return dict(sorted(((code, names.get(code, code)) for code in codes), key=lambda one: one[1]))
