"""Layouts to begin with: an event is always one that is to come."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from polku.kit import clock
from polku.say.content.chat.layouts.event import event


@pytest.mark.parametrize(
    ("today", "language", "said"),
    [
        ((2026, 11, 22), "en", "Friday, December 11, 18:30"),
        ((2026, 12, 18), "en", "Friday, January 1, 18:30"),
        ((2026, 11, 22), "ja", "12月11日(金曜日) 18:30"),
    ],
)
def test_an_event_is_on_a_friday_to_come(today: tuple[int, int, int], language: str, said: str) -> None:
    with clock.fixed(datetime(*today, 12, tzinfo=UTC)), translation.override(language):
        assert said in str(event())
