"""Finding people by a part of their name, e-mail address or phone number."""

import unicodedata

from polku.kit import columns

WORDS = 8
TIME_LIMIT_S = 5

# A scan of one narrow column. Without FINAL: a superseded row may be found too; whoever shows it looks it up anyway.
SEARCH = """
SELECT id
FROM people
WHERE gone = 0 AND {conditions}
ORDER BY last_seen DESC, id
LIMIT {{limit:UInt32}}
"""


def search(text: str, limit: int = 50) -> list[int]:
    """Numbers of profiles in which every word occurs, in upper or lower case, the ones seen last first."""
    words = folded(text).split()[:WORDS]
    if not words:
        return []
    conditions = " AND ".join(f"position(search, {{word{n}:String}}) > 0" for n in range(len(words)))
    parameters: dict[str, object] = {f"word{n}": word for n, word in enumerate(words)}
    # Superseded rows stand beside the newest until the store has merged them: ask for some more.
    rows = columns.query(
        SEARCH.format(conditions=conditions), parameters | {"limit": limit * 4}, time_limit_s=TIME_LIMIT_S
    )
    return list(dict.fromkeys(id_ for (id_,) in rows))[:limit]


def folded(text: str) -> str:
    """The form in which ＡＩＮＯ, Aino and aino are one, and so are full- and half-width kana."""
    return unicodedata.normalize("NFKC", text).casefold()
