"""Who a channel reaches: those with an address that may be used, and whose consent stands."""

import pytest

from polku.kit import clock, ids
from polku.know.events.append import News, tell
from polku.know.people import columns as people_columns
from polku.know.people.consent import purposes
from polku.know.people.consent.record import GIVEN, WITHDRAWN, Statement, record
from polku.know.people.models import Profile
from polku.know.rules import ask
from polku.know.rules.condition import RuleError
from polku.know.rules.live import finds_among
from polku.know.rules.sentence import sentence
from polku.know.rules.tree import read
from polku.say.channels.email.models import Suppressed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("columns")]
EVERYBODY = ("devi", "emile", "fumi")


@pytest.fixture
def crowd(log_events, carry_on):
    """Devi and Emile have an address, and all have agreed to e-mail."""
    for name in EVERYBODY:
        traits = {"name": name} | ({"email": f"{name}@Mail.example"} if name != "fumi" else {})
        log_events({"type": "identify", "userId": name, "traits": traits})
    carry_on()
    record([Statement(("user_id", name), GIVEN, "marketing", "email") for name in EVERYBODY])

    def then(*news: News) -> None:
        for one in news:
            tell([one])
        carry_on()
        while people_columns.sync():
            pass

    return then


def address_news(name: str, who: str, address: str, **more: object) -> News:
    return News(name, ("user_id", who), ids.new_id(), {"address": address, **more}, clock.now_ms())


def reached(rule: object) -> set[str]:
    found, people = ask.people(rule, clock.now()), dict(Profile.objects.values_list("id", "name"))
    assert finds_among([read(rule)], list(people), clock.now()) == [set(found)]
    return {people[number] for number in found}


def test_an_address_and_consent(crowd):
    crowd()
    assert reached({"reachable": "email"}) == {"devi", "emile"}
    record([Statement(("user_id", "emile"), WITHDRAWN, channel="email")])
    crowd()

    assert reached({"reachable": "email"}) == {"devi"}


def test_for_another_purpose_another_consent_counts(crowd):
    crowd()
    purposes.keep("tips", basis="opt_out")

    assert reached({"reachable": "email", "purpose": "service"}) == {"devi", "emile"}
    assert reached({"reachable": "email", "purpose": "tips"}) == {"devi", "emile"}
    assert reached({"reachable": "email", "purpose": "profiling"}) == set()


def test_an_address_that_came_back_is_not_used_until_it_is_released(crowd):
    crowd(
        address_news("Message Bounced", "devi", "devi@mail.example", is_hard=True),
        address_news("Message Bounced", "emile", "emile@mail.example", is_hard=False),
    )
    assert set(Suppressed.objects.values_list("address", flat=True)) == {"devi@mail.example"}
    assert reached({"reachable": "email"}) == {"emile"}

    crowd(
        address_news("Address Released", "devi", "devi@mail.example"),
        address_news("Message Complained", "emile", " Emile@mail.example"),
    )
    assert set(Suppressed.objects.values_list("address", flat=True)) == {"emile@mail.example"}
    assert reached({"reachable": "email"}) == {"devi"}


def test_paper_reaches_everybody_who_has_not_objected(crowd):
    crowd()
    assert reached({"reachable": "paper"}) == set(EVERYBODY)
    record([Statement(("user_id", "fumi"), WITHDRAWN)])
    crowd()

    assert reached({"reachable": "paper"}) == {"devi", "emile"}


def test_in_words():
    assert sentence({"reachable": "email"}) == "can be reached by E-mail"
    assert (
        sentence({"not": {"reachable": "email", "purpose": "service"}}) == "cannot be reached by E-mail for “service”"
    )


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ({"reachable": "emial"}, "reachable: a channel is one of email, paper; did you mean “email”?"),
        ({"reachable": ["email"]}, "reachable: a channel is one of email, paper"),
        ({"reachable": "email", "purpose": ""}, "purpose: a purpose is missing, for example marketing"),
    ],
)
def test_mistakes(rule, problem):
    with pytest.raises(RuleError) as told:
        read(rule)
    assert str(told.value) == problem
