"""What LINE guesses of people, in words."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from polku.say.channels.line.wide import attributes

NAMES: dict[str, str | Promise] = {
    "male": gettext_lazy("Men"),
    "female": gettext_lazy("Women"),
    "ios": "iOS",
    "android": "Android",
    "day_7": gettext_lazy("a week"),
    "day_30": gettext_lazy("a month"),
    "day_90": gettext_lazy("three months"),
    "day_180": gettext_lazy("half a year"),
    "day_365": gettext_lazy("a year"),
}
COUNTRIES: dict[str, Promise] = {
    "jp": gettext_lazy("Japan"),
    "tw": gettext_lazy("Taiwan"),
    "th": gettext_lazy("Thailand"),
    "id": gettext_lazy("Indonesia"),
}


def name(code: str) -> str:
    """Of one of LINE's words: "age_20" is 20, "jp_13" Tokyo."""
    if code in NAMES:
        return str(NAMES[code])
    if code.startswith("age_"):
        return code.removeprefix("age_")
    country = code.partition("_")[0]
    return area(attributes.areas()[country][code])


def area(names: dict[str, str] | object) -> str:
    """In the reader's language, where LINE names it so; else in English."""
    assert isinstance(names, dict)
    return str(names.get((get_language() or "")[:2]) or names["en"])


def pairs(kind: str) -> list[tuple[str, str]]:
    """(LINE's word, ours) of all of a kind."""
    return [(code, name(code)) for code in attributes.choices(kind)]


def areas() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (str(COUNTRIES[country]), [(code, area(names)) for code, names in found.items()])
        for country, found in attributes.areas().items()
    ]


def ages(least: str, below: str) -> str:
    if least and below:
        return _("{least} to {most} years old").format(least=name(least), most=int(name(below)) - 1)
    if least:
        return _("{least} years old or more").format(least=name(least))
    return _("younger than {below}").format(below=name(below))


def periods(least: str, below: str) -> str:
    if least and below:
        return _("friends for {least} at least and less than {below}").format(least=name(least), below=name(below))
    if least:
        return _("friends for {least} at least").format(least=name(least))
    return _("friends for less than {below}").format(below=name(below))


def listed(codes: Sequence[str]) -> str:
    return ", ".join(map(name, codes))
