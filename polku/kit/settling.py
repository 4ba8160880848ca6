"""What a program has loaded to answer is set aside: Python no longer looks for cycles among it.

Everything that pages and the API are made of is loaded with the first request: a quarter of a million objects, which
stay. Each time that Python looks through all there is, whoever asks just then waits a quarter of a second for it, and
everybody else with them. What is set aside still goes when nobody holds it; only what becomes a cycle later stays.
"""

import gc
from itertools import count
from typing import Any

AFTER = frozenset((1, 10, 100, 1_000))  # answers: some things are loaded by what asks for them first

_answers = count(1)


def answered(**_told: Any) -> None:
    """A receiver of Django's `request_finished`."""
    if next(_answers) in AFTER:
        gc.freeze()
