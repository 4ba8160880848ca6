"""National quiet hours on the page of how often: those of the team's people first."""

from collections.abc import Mapping
from dataclasses import dataclass

from polku.doors.web.columns_asked import ask
from polku.know.people.countries_asked import countries
from polku.say.limits import quiet_hours
from polku.say.limits.national import National, national
from polku.say.limits.national_words import in_words


@dataclass(frozen=True)
class Offered:
    one: National
    country: str
    words: str
    people: int  # of the team's, as far as their country is known
    is_kept: bool  # these very hours hold already


def offered(names: Mapping[str, str]) -> list[Offered]:
    """`names`: of countries."""
    people, holding = ask(countries) or {}, quiet_hours.current()
    found = [
        Offered(
            one,
            names.get(one.code, one.code),
            in_words(one),
            people.get(one.code, 0),
            holding.get(one.code) == one.hours,
        )
        for one in national()
    ]
    return sorted(found, key=lambda row: (-row.people, row.country))
