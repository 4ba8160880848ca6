"""Made-up people: the same number is always the same person. They live at example.com, where nobody does."""

import random
import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

WEIGHTS = {"en": 4, "ja": 3, "fi": 2, "fr": 2, "zh-Hans": 2, "hi": 1}
YEARS = (1946, 2006)


@dataclass(frozen=True)
class Person:
    user_id: str
    email: str
    firstName: str  # noqa: N815 - traits are called as Segment calls them
    lastName: str  # noqa: N815
    name: str
    language: str
    city: str
    country: str
    birthday: str
    phone: str

    def traits(self) -> dict[str, str]:
        return {field: value for field, value in asdict(self).items() if field != "user_id"}


def person(number: int) -> Person:
    dice = random.Random(f"person {number}")
    language = dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    words = _names()[language]
    first, last = dice.randrange(len(words["first"])), dice.randrange(len(words["last"]))
    given, family = words["first"][first], words["last"][last]
    name = (
        f"{family} {given}"
        if language == "ja"
        else f"{family}{given}"
        if language == "zh-Hans"
        else f"{given} {family}"
    )
    return Person(
        user_id=str(number),
        email=f"{words['first_latin'][first]}.{words['last_latin'][last]}.{number}@example.com",
        firstName=given,
        lastName=family,
        name=name,
        language=language,
        city=dice.choice(words["cities"]),
        country=words["country"][0],
        birthday=f"{dice.randint(*YEARS)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        # Numbers that are kept free for films and examples.
        phone=f"+1 555 01{number % 100:02} {number:06}",
    )


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    read = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
    return {language: {key: text.split() for key, text in words.items()} for language, words in read.items()}
