"""Questions to the column store from pages that must open without it too."""

import logging
from collections.abc import Callable
from typing import TypeVar

from polku.kit.columns import ColumnsError

T = TypeVar("T")
log = logging.getLogger(__name__)


def ask(question: Callable[[], T]) -> T | None:
    """The answer; None while the column store cannot be asked."""
    try:
        return question()
    except ColumnsError as trouble:
        log.warning("A page did without the column store: %s", trouble)
        return None
