"""Both languages have the same words, with the same holes."""

import re

from polku.lab.phones.words import languages


def test_the_languages_say_the_same() -> None:
    def holes(words: dict[str, str]) -> dict[str, set[str]]:
        return {name: set(re.findall(r"\{(\w+)\}", text)) for name, text in words.items()}

    assert holes(languages()["ja"]) == holes(languages()["en"])
