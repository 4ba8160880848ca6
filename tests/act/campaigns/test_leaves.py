"""What rules say of campaigns is what the campaign's own page counts (the table of reactions)."""

import random

import pytest

from polku.act.campaigns import write
from polku.kit import clock, ids
from polku.kit import columns as store
from polku.know.events.append import News, tell
from polku.know.people import columns as people_columns
from polku.know.people.models import Profile
from polku.know.rules import ask
from polku.know.rules.compile import crossed
from polku.know.rules.condition import RuleError
from polku.know.rules.doubts import doubts
from polku.know.rules.live import finds_among
from polku.know.rules.sentence import sentence
from polku.know.rules.tree import read
from polku.say.tracking.models import Reaction
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon", "columns")]
NOON_MS = clock.to_ms(NOON)
DAY_MS = clock.DAY_MS
OPENED, CLICKED = {"opened_campaign": 7}, {"clicked_campaign": 7}


def happened(
    name: str, who: str, *, at: int = -1000, message: int = 1, campaign: int | None = 7, **more: object
) -> News:
    properties = {"campaign_id": campaign, "channel": "email", "message_id": message, **more}
    return News(name, ("user_id", who), ids.new_id(), properties, NOON_MS + at)


@pytest.fixture
def told(log_events, carry_on):
    log_events(*[{"type": "identify", "userId": name} for name in ("devi", "emile", "fumi")])

    def tell_all(*news: News) -> None:
        for number, one in enumerate(news):
            tell([one], now_ms=max(one.time_ms, NOON_MS - DAY_MS) + number)
        carry_on()
        while people_columns.sync():
            pass

    return tell_all


def who(rule: object, now=NOON) -> set[str]:
    found = ask.people(rule, now)
    everybody = list(Profile.objects.values_list("id", flat=True))
    assert finds_among([read(rule)], everybody, now) == [set(found)]
    names = {ids.identity_id("user_id", name): name for name in ("devi", "emile", "fumi")}
    return {names[number] for number in found}


def test_who_got_a_campaign(told, log_events):
    told(
        happened("Message Sent", "devi"),
        happened("Message Sent", "emile", campaign=8),
        happened("Message Held", "fumi"),
    )

    assert who({"got_campaign": 7}) == {"devi"}
    assert who({"not": {"got_campaign": 7}}) == {"emile", "fumi"}


def test_what_others_say_of_campaigns_does_not_count(told, log_events):
    properties = {"campaign_id": 7, "message_id": 1}
    log_events({"type": "track", "event": "Message Opened", "userId": "devi", "properties": properties})
    told()

    assert who(OPENED) == set()


def test_an_opening_by_a_program_is_none(told):
    told(happened("Message Opened", "devi", machine=True), happened("Message Opened", "emile", message=2))

    assert who(OPENED) == {"emile"}


def test_a_burst_of_clicks_was_a_program_from_its_first_click_on(told):
    told(
        happened("Message Clicked", "devi", at=-5000),
        happened("Message Clicked", "devi", at=-4900, machine=True, since_ms=NOON_MS - 5000),
        happened("Message Clicked", "emile", at=-5000, message=2),
        happened("Message Clicked", "emile", at=-4900, message=2, machine=True, since_ms=NOON_MS - 5000),
        happened("Message Clicked", "emile", at=-100, message=2),
        happened("Message Clicked", "fumi", at=-5000, message=3),
        happened("Message Clicked", "fumi", at=-5000, message=3, machine=True),
    )

    assert who(CLICKED) == {"emile", "fumi"}


def test_it_is_what_the_table_of_reactions_says(told):
    dice = random.Random(7)
    people = {"devi": (1, 2), "emile": (3,), "fumi": (4,)}
    news, at = [], -100_000
    for _ in range(60):
        at += dice.choice((200, 900, 5_000))
        name = dice.choice(list(people))
        kind = dice.choice(("Message Opened", "Message Clicked"))
        more: dict = {"machine": True} if dice.random() < 0.5 else {}
        if more and kind == "Message Clicked" and dice.random() < 0.6:
            more["since_ms"] = NOON_MS + at - dice.choice((200, 900))
        news.append(happened(kind, name, at=at, message=dice.choice(people[name]), **more))
    told(*news)

    seen = {row.message_id: row for row in Reaction.objects.all()}
    opened = {name for name, mine in people.items() if any(seen[one].opened_ms for one in mine if one in seen)}
    clicked = {name for name, mine in people.items() if any(seen[one].clicked_ms for one in mine if one in seen)}
    assert (who(OPENED), who(CLICKED)) == (opened, clicked)


def test_within_a_time_and_when_time_alone_changes_it(told):
    told(happened("Message Sent", "devi", at=-DAY_MS), happened("Message Sent", "emile", at=-DAY_MS - 1))
    rule = {"got_campaign": 7, "within": "1d"}

    assert (who(rule), who({"got_campaign": 7})) == ({"devi"}, {"devi", "emile"})
    asked = crossed(read(rule))
    window = {"since": NOON_MS - 1, "now": NOON_MS}
    found = store.query(asked.sql, asked.params | window)
    assert found == [(ids.identity_id("user_id", "devi"),)]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"got_campaign": 7, "within": "30d"}, "got campaign 7 in the last 30 days"),
        ({"not": {"opened_campaign": 7}}, "did not open campaign 7"),
        ({"not": {"clicked_campaign": 7, "within": "1h"}}, "did not follow a link of campaign 7 in the last 1 hour"),
    ],
)
def test_in_words(rule, words):
    assert sentence(rule) == words


@pytest.mark.parametrize("number", ["7", 0, True, 2**63, None, [7]])
def test_a_campaign_is_a_number(number):
    with pytest.raises(RuleError) as told:
        read({"opened_campaign": number})
    assert str(told.value) == "opened_campaign: this must be the number of a campaign"


def test_a_campaign_that_is_not_there_is_doubted():
    spring = write.create("Spring", body="Hei", rule={"all": []})
    rule = {"all": [{"got_campaign": spring.pk}, {"not": {"clicked_campaign": spring.pk + 1}}]}

    found = [(one.path, one.sentence) for one in doubts(rule, NOON)]

    assert found == [("all[1].not.clicked_campaign", f"there is no campaign {spring.pk + 1}")]


def test_who_writes_its_name_is_told_the_number():
    spring = write.create("Spring", body="Hei", rule={"all": []})

    with pytest.raises(RuleError, match=f"this must be the number of a campaign; did you mean “{spring.pk}”\\?"):
        read({"got_campaign": "spring"})


def test_a_campaign_that_is_there_is_told_by_its_name():
    number = write.create("Spring", body="Hei", rule={"all": []}).pk

    assert sentence({"got_campaign": number, "within": "30d"}) == "got the campaign “Spring” in the last 30 days"
    assert sentence({"not": {"clicked_campaign": number}}) == "did not follow a link of the campaign “Spring”"
