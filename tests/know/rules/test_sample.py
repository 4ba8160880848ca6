"""Some people out of a hundred, always the same ones: worked out here once more in plain Python."""

from hashlib import md5

import pytest

from polku.kit import columns as store
from polku.know.people import columns as people_columns
from polku.know.people.models import Changed, Profile
from polku.know.rules import ask
from polku.know.rules.condition import RuleError
from polku.know.rules.sentence import sentence
from polku.know.rules.tree import read
from tests.conftest import NOON

PEOPLE = range(1, 2_001)


def is_in(number: int, *, per_100_000: int, salt: str = "") -> bool:
    position = int.from_bytes(md5(f"{salt}:{number}".encode()).digest()[:8], "big") >> 1
    return position < per_100_000 * 2**63 // 100_000


@pytest.fixture
def crowd(columns) -> None:
    Profile.objects.bulk_create(Profile(id=number, first_seen_ms=0, last_seen_ms=0) for number in PEOPLE)
    Changed.objects.bulk_create(Changed(id=number, at_seq=1) for number in PEOPLE)
    while people_columns.sync():
        pass


def sample(percent: float, salt: str = "") -> list[int]:
    return ask.people({"sample": {"percent": percent, "salt": salt}}, NOON)


@pytest.mark.django_db
def test_the_same_people_each_time_and_as_many_as_asked_for(crowd):
    tenth = sample(10)

    assert tenth == [number for number in PEOPLE if is_in(number, per_100_000=10_000)]
    assert tenth == sample(10.0)
    assert 150 < len(tenth) < 250
    assert (sample(0), len(sample(100))) == ([], len(PEOPLE))


@pytest.mark.django_db
def test_fewer_percent_are_among_more_and_another_salt_draws_others(crowd):
    assert set(sample(0.5, "autumn")) < set(sample(12.5, "autumn")) < set(sample(50, "autumn"))
    assert sample(12.5, "見 '") == [number for number in PEOPLE if is_in(number, per_100_000=12_500, salt="見 '")]
    both = set(sample(50, "autumn")) & set(sample(50, "spring"))
    assert 400 < len(both) < 600
    assert store.value("SELECT count() FROM people FINAL") == len(PEOPLE)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (10, "sample: write for example {“percent”: 10, “salt”: “autumn”}"),
        ({}, "sample.percent: this must be a number from 0 to 100"),
        ({"percent": True}, "sample.percent: this must be a number from 0 to 100"),
        ({"percent": 100.1}, "sample.percent: this must be a number from 0 to 100"),
        ({"percent": float("nan")}, "sample.percent: this must be a number from 0 to 100"),
        ({"percent": 1, "salt": 3}, "sample.salt: this must be a text of up to 100 characters"),
        ({"percent": 1, "solt": ""}, "sample.solt: this is not understood here; did you mean “salt”?"),
    ],
)
def test_mistakes(given, problem):
    with pytest.raises(RuleError) as told:
        read({"sample": given})
    assert str(told.value) == problem


def test_in_words():
    assert sentence({"sample": {"percent": 10}}) == "is in the sample of 10 %"
    assert sentence({"not": {"sample": {"percent": 0.1, "salt": "a%"}}}) == "is not in the sample “a%” of 0.1 %"
