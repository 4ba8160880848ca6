"""The checklist says what blocks, what to judge and what is in order, counted in one question."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from polku.act.campaigns import write
from polku.act.campaigns.checklist import tested
from polku.act.campaigns.checklist.collect import checklist
from polku.act.campaigns.checklist.facts import Fact, facts_of
from polku.act.campaigns.checklist.line import Line
from polku.act.campaigns.checklist.links import broken, links_of
from polku.act.campaigns.launch import launch, mail_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import NotReady
from polku.act.campaigns.trials.set_up import add_variant
from polku.act.plan import schedule, send
from polku.kit import columns
from polku.know.people import columns as people_columns
from polku.know.people.consent import topics
from polku.know.teams.models import Member
from polku.say.channels.email.models import EmailServer
from polku.say.content.blocks.read import mail_of as read_mail
from polku.say.content.chat.read import chat_of as read_chat
from polku.say.content.media.keep import folder
from tests.say.channels.email.conftest import set_up  # noqa: F401 a fixture

pytestmark = pytest.mark.django_db
GONE = "/p/media/" + "a" * 43 + ".png"


@pytest.fixture
def people(noon: datetime, log_events: Callable[..., None], carry_on: Callable[[], None], columns: None) -> None:
    """Three have an address, two a first name in one spelling or another, nobody a favourite tea."""
    for number, traits in enumerate(({"firstName": "Devi"}, {"first_name": "Emile"}, {})):
        log_events({"type": "identify", "userId": f"u{number}", "traits": traits | {"email": f"{number}@example.com"}})
    carry_on()
    people_columns.sync()


def told(campaign: Campaign, now: datetime, *states: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in checklist(campaign, now=now):
        if line.state in states:
            found.setdefault(line.key, []).append(line.sentence)
    return found


def test_facts_that_are_missing_are_counted_and_said_with_what_stands_there(
    people: None, draft: Callable[..., Campaign], noon: datetime, django_assert_max_num_queries: Any
) -> None:
    body = (
        'Hello {{ person.first_name | default: "friend" }} {{ person.tea }} {{ person.name }} {{ person.orders }}'
        "{% if person.city %}in {{ person.city }}{% endif %}"
    )
    campaign = draft(body=body, rule={"all": []})

    with django_assert_max_num_queries(30):
        lines = [line for line in checklist(campaign, now=noon) if line.key == "facts"]

    nothing = "nothing stands there. Give it a text to fall back on."
    assert [(line.state, line.people, line.sentence) for line in lines] == [
        ("blocks", 3, "Nobody has “tea”. See whether its name is right, or give it a text to fall back on."),
        ("warning", 1, f"1 of 3 has no “name”: {nothing}"),
        ("ok", 1, "1 of 3 has no “first_name”: they get “friend”."),
    ]


def test_a_fact_that_is_all_of_a_chats_place_holds_it(
    people: None, draft: Callable[..., Campaign], noon: datetime
) -> None:
    mail = read_chat({"blocks": [{"kind": "text", "text": "{{ person.tea }}"}]})

    [fact] = facts_of("", "", mail)

    assert fact == Fact("tea", "", "blocks.1.text", is_all=True)


def test_nobody_blocks_going_now_but_not_a_plan(
    people: None, draft: Callable[..., Campaign], noon: datetime, aino: Member
) -> None:
    campaign = draft(body="Hello", rule={"trait": "city", "value": "Oulu"})

    [line] = [line for line in checklist(campaign, now=noon) if line.state == "blocks"]

    assert (line.key, line.sentence, line.is_of_now) == ("audience", "Nobody is in the audience.", True)
    with pytest.raises(NotReady, match="Nobody is in the audience"):
        send.at_once(campaign, by=aino, now=noon)
    later = noon.replace(hour=15)
    schedule.schedule(campaign, at=later, by=aino, now=noon)


def test_everybody_is_asked_back(
    people: None,
    draft: Callable[..., Campaign],
    noon: datetime,
    log_events: Callable[..., None],
    carry_on: Callable[[], None],
) -> None:
    for number in range(10):
        log_events({"type": "identify", "userId": f"more-{number}", "traits": {"name": "More"}})
    carry_on()
    people_columns.sync()

    assert "audience" in told(draft(body="Hello", rule={"all": []}), noon, "warning")


def test_links_that_lead_nowhere_block_also_a_plan_and_with_the_same_sentence(
    draft: Callable[..., Campaign], noon: datetime, aino: Member, settings: Any
) -> None:
    ours = settings.BASE_URL
    body = f"See https://tea.example/a?x=1. And {ours}/f/nosuch, {ours}/campaigns/7, {ours}/p/preferences/x"
    campaign = draft(body=body)

    sentences = told(campaign, noon, "blocks")["links"]

    assert sentences == [
        f"“{ours}/f/nosuch” looks like a short address of ours, but there is none like it.",
        f"“{ours}/campaigns/7” is a page for the team: customers cannot open it.",
    ]
    for go in (launch, lambda row, **named: schedule.schedule(row, at=noon.replace(hour=15), **named)):
        with pytest.raises(NotReady) as refused:
            go(campaign, by=aino, now=noon)
        assert [one.sentence for one in refused.value.problems] == sentences


@pytest.mark.parametrize(
    ("address", "is_broken"),
    [("https://tea.example/a b", False), ("https://user:pass@tea.example/", True), ("https://", True)],
)
def test_what_is_no_address_is_told(address: str, *, is_broken: bool) -> None:
    found = broken("", "", read_mail({"blocks": [{"kind": "button", "label": "Go", "url": address}]}))

    assert bool(found) is is_broken


def test_links_are_found_in_words_and_buttons_but_not_those_of_single_people() -> None:
    said = {
        "blocks": [
            {"kind": "text", "text": "[here](https://a.example/1), https://b.example/2!"},
            {"kind": "button", "label": "Go", "url": "c.example/3"},
            {"kind": "button", "label": "Yours", "url": "https://d.example/{{ person.id }}"},
        ]
    }

    found = links_of("", "", read_mail(said))

    assert [address for _field, address in found] == [
        "https://a.example/1",
        "https://b.example/2",
        "https://c.example/3",
    ]


def test_a_letter_is_looked_over(
    people: None,
    draft: Callable[..., Campaign],
    noon: datetime,
    aino: Member,
    set_up: Callable[..., EmailServer],  # noqa: F811 the fixture
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.DATA_DIR = tmp_path
    folder().mkdir()
    blocks = [{"kind": "text", "text": "Tea"}, {"kind": "image", "src": GONE, "alt": "Tea"}]
    campaign = draft(channel="email", subject="S" * 61, mail=read_mail({"blocks": blocks}), rule={"all": []})
    assert told(campaign, noon, "blocks") == {
        "email": ["E-mail is not set up: name your mail server under Settings → E-mail."],
        "pictures": ["This picture is not here. Choose it again, or another one."],
    }
    topics.add("Tea")

    set_up(25)

    warned = told(campaign, noon, "warning")
    assert {"subject", "sender", "test", "consent", "message"} == warned.keys() - {"audience"}
    tested.note(mail_of(campaign), channel="email", subject=campaign.subject, by=aino)
    assert "test" in told(campaign, noon, "ok")
    write.change(
        campaign, name="Tea", channel="email", subject="Tea", mail=mail_of(campaign), rule={"all": []}, by=aino
    )
    assert "test" in told(campaign, noon, "warning")
    assert {"subject", "way_out", "name"} <= told(campaign, noon, "ok").keys()


def test_each_version_is_looked_over(
    people: None, draft: Callable[..., Campaign], noon: datetime, aino: Member
) -> None:
    campaign = draft(body="Hello", rule={"all": []})
    add_variant(campaign, by=aino, body="Hello {{ person.tea }}")

    assert [one[:10] for one in told(campaign, noon, "blocks")["facts"]] == ["Version B:"]


def test_without_the_column_store_it_says_that_nobody_can_count(draft: Callable[..., Campaign], noon: datetime) -> None:
    columns.close()

    lines: list[Line] = checklist(draft(), now=noon)

    assert [line.state for line in lines if line.key in ("audience", "facts")] == ["warning", "warning"]
