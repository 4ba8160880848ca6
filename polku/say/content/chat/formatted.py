"""Simple formatting where there is none: a messenger's texts are words, without bold and without links behind words."""

import re

# As a mail's texts have it: **bold**, [words](address). Single stars and lines are left: people write them, too.
MARK = re.compile(
    r"\*\*([^*\n]{1,2000})\*\*"
    r"|\[([^\[\]\n]{1,300})\]\(((?:https?:|mailto:|tel:)(?:\{\{[^{}]{1,300}\}\}|[^()\s{}]){1,1000})\)"
)


def unmarked(text: str) -> str:
    """The words, and each address in brackets behind its words."""
    return MARK.sub(lambda found: found[1] or f"{found[2]} ({found[3]})", text)
