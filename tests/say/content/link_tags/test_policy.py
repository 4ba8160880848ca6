"""What links are tagged with: the team says it, a campaign may say something else."""

import pytest

from polku.say.content.link_tags import policy
from polku.say.content.link_tags.policy import WrongPolicy, change, tags

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts(noon):
    return policy.facts(
        channel="line:kahvila",
        campaign="Winter  Coffee",
        number=7,
        variant="B",
        at=noon,
        purpose="marketing",
        topic="",
    )


def test_nothing_is_tagged_until_somebody_says_so(facts):
    assert tags(None, facts).parameters == ()


def test_placeholders_are_filled_in_small_letters_and_what_stays_empty_is_left_out(facts):
    change(
        {"is_on": True, "source": "Kahvila-{account}", "term": "{topic}", "hosts": ["https://Shop.Example/x"]}, by=None
    )

    found = tags(None, facts)

    assert dict(found.parameters) == {
        "utm_source": "Kahvila-kahvila",
        "utm_medium": "line",
        "utm_campaign": "winter_coffee",
        "utm_content": "b",
    }
    assert found.hosts == ("shop.example",)


def test_a_campaign_says_something_else_or_that_it_wants_none(facts):
    change({"is_on": True}, by=None)

    assert tags({"is_on": False}, facts).parameters == ()
    assert dict(tags({"medium": "news"}, facts).parameters)["utm_medium"] == "news"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"campaign": "{name}"}, "campaign"),
        ({"medium": "m" * 101}, "medium"),
        ({"hosts": ["not a website"]}, "hosts"),
        ({"is_on": True, "source": ""}, "source"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(said, field):
    with pytest.raises(WrongPolicy) as refused:
        change(said, by=None)

    assert [one.field for one in refused.value.problems] == [field]
