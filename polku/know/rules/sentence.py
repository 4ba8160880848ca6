"""From a rule to a sentence in the reader's language."""

from polku.know.rules.tree import read


def sentence(rule: object) -> str:
    """ "bought at least 2 times in the last 30 days, and city is “Tokyo”". Raises RuleError."""
    return read(rule).sentence()
