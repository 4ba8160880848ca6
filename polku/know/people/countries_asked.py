"""How many people are of each country: one question to the columns."""

from polku.kit import columns
from polku.know.people.zones import COUNTRIES

# Index: none; one pass over two short fields of everybody.
COUNTS = """
SELECT code, count()
FROM (SELECT multiIf({tried}, '') AS code FROM people FINAL)
WHERE length(code) = 2
GROUP BY code
"""
TEXT = "upper(trimBoth(ifNull(toString({path}), '')))"


def countries() -> dict[str, int]:
    """By code, as people's traits say it. Raises ColumnsError."""
    texts = [TEXT.format(path=columns.path("traits", *path)) for path in COUNTRIES]
    tried = ", ".join(f"{text} != '', {text}" for text in texts)
    return {code: int(count) for code, count in columns.query(COUNTS.format(tried=tried))}
