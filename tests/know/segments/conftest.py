"""People with a history, and segments of them."""

from collections.abc import Callable

import pytest

from polku.kit import ids
from polku.know.people import columns as people_columns
from polku.know.people.models import Profile
from polku.know.rules import ask
from polku.know.segments import columns as list_columns
from polku.know.segments.models import Segment
from tests.conftest import NOON
from tests.know.rules.conftest import live, who  # noqa: F401 - the same people


def number(name: str) -> int:
    return ids.identity_id("user_id", name)


@pytest.fixture
def inside(columns: None) -> Callable[[Segment], list[str]]:
    """The names of those who are in a segment at noon."""

    def names(segment: Segment) -> list[str]:
        while people_columns.sync():
            pass
        list_columns.tick(NOON)
        found = ask.people(segment.rule, NOON)
        return sorted(Profile.objects.filter(id__in=found).values_list("name", flat=True))

    return names
