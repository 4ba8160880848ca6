"""Why a rule could not be answered, in the reader's language: the engine's own words are for its programmers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.kit import columns

SENTENCES = {
    "TooSlow": gettext_lazy("This takes too long to be answered: ask for less, or for a shorter time."),
    "TooBig": gettext_lazy("This is too large to be answered: ask for less, or for a shorter time."),
    "Cancelled": gettext_lazy("A newer question has taken the place of this one."),
    "ColumnsClosed": gettext_lazy("The column store is not open yet. It opens a moment after the start."),
    "ColumnsBusy": gettext_lazy("Another process has the column store open, and only one may."),
    "ColumnsDamaged": gettext_lazy(
        "The column store cannot be read. Nothing is lost: “polku rebuild columns” makes it again."
    ),
    "ColumnsUnreachable": gettext_lazy("The ClickHouse server does not answer."),
    "ColumnsFull": gettext_lazy("The disk of the column store is full."),
}


def code_of(problem: columns.ColumnsError) -> str:
    """To be kept, where a later reader may speak another language: `in_words` tells it."""
    return next((kind.__name__ for kind in type(problem).__mro__ if kind.__name__ in SENTENCES), "ColumnsError")


def in_words(code: str) -> str:
    """ "" for what is no code of ours."""
    if code == "ColumnsError":
        return _("The column store did not answer.")
    return str(SENTENCES.get(code, ""))


def why(problem: columns.ColumnsError) -> str:
    return in_words(code_of(problem))
