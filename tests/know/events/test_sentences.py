"""Every check's name has a sentence in the reader's language."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from polku.know.events import checks
from polku.know.events.sentences import OTHER, SENTENCES, sentence


def test_every_reason_that_a_check_gives_has_a_sentence() -> None:
    given = set(re.findall(r'Refused\(\s*"([^"]+)"', Path(checks.__file__).read_text("utf-8")))

    assert given == SENTENCES.keys()


@pytest.mark.parametrize("reason", [*SENTENCES, "one of a later version"])
def test_a_sentence_is_told_in_the_language_of_who_reads_it(reason: str) -> None:
    told = sentence(reason)

    with translation.override("en"):
        english = str(told)
    with translation.override("ja"):
        assert str(told) != english
    assert (told is OTHER) == (reason not in SENTENCES)
