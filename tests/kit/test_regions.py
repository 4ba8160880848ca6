"""English words, with days, numbers and money as the reader writes them."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from polku.kit.amounts import money, number
from polku.kit.regions import as_written_in, date_format

DAY = datetime(2026, 3, 9, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "day", "many", "price"),
    [
        ("", "March 9, 2026", "12,345", "€1,234.50"),
        ("en", "March 9, 2026", "12,345", "€1,234.50"),
        ("fi", "9.3.2026", "12\xa0345", "1\xa0234,50\u202f€"),
        ("fr", "09/03/2026", "12\xa0345", "1\xa0234,50\u202f€"),
        ("zh-hans", "2026年3月9日", "12,345", "€1,234.50"),
        ("hi", "09-03-2026", "12,345", "€1,234.50"),
    ],
)
def test_each_in_the_readers_own_way(language: str, day: str, many: str, price: str) -> None:
    with translation.override("en"), as_written_in(language):
        assert (date_format(DAY, "DATE_FORMAT"), number(12_345), money(123_450, "EUR")) == (day, many, price)
    with translation.override("en"):
        assert date_format(DAY, "DATE_FORMAT") == "March 9, 2026"


def test_a_moment_has_its_minute() -> None:
    with translation.override("en"), as_written_in("fi"):
        assert date_format(DAY, "DATETIME_FORMAT") == "9.3.2026 17:05"
