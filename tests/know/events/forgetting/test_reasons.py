"""Why something was forgotten is told in the language of whoever reads it."""

import pytest

from polku.know.events.forgetting import reasons
from polku.know.events.models import Forgetting


@pytest.mark.parametrize(
    ("by", "reason", "who", "words"),
    [
        ("themselves", reasons.OWN_PAGE, "the customer themselves", "asked on the customer’s own page"),
        ("polku", reasons.kept(), "polku", "kept long enough"),
        ("polku", reasons.kept("Page: Home"), "polku", "kept long enough: Page: Home"),
        ("Aino", reasons.undone(7), "Aino", "import 7 was undone"),
        ("LINE", "unsent", "LINE", "unsent by whoever wrote it"),
        (reasons.COMMAND_LINE, "unsent", "the command line", "unsent"),
        ("Aino", "they wrote: to us", "Aino", "they wrote: to us"),
        ("Aino", "", "Aino", ""),
    ],
)
def test_codes_are_told_in_words_and_words_as_they_are(by, reason, who, words):
    job = Forgetting(by=by, reason=reason)

    assert (reasons.who(job), reasons.in_words(job)) == (who, words)
