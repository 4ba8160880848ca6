"""The page of the pace: a plan from its beginning to its end, and single receivers."""

import pytest
from django.test import Client

from polku.act.campaigns.write import create
from polku.know.teams.models import TrailEntry
from polku.say.channels.email.models import Allowance, DomainPace, WarmUp
from polku.say.channels.email.pace import warm_up
from tests.doors.web.test_email_settings import GIVEN

PAGE = "/settings/channels/email/pace"


@pytest.fixture
def set_up(web: Client) -> Client:
    web.post("/settings/channels/email", GIVEN)
    return web


def test_a_plan_begins_is_told_and_ends(set_up: Client) -> None:
    assert "Warm up a new domain" in set_up.get(PAGE).text

    told = set_up.post(f"{PAGE}/plan", {"first": "50", "growth": "50", "goal": "1000"}, follow=True).text
    assert "day 1 of 9" in told
    assert "Today 0 of 50 letters have gone." in told

    row = WarmUp.objects.get()
    begins = Allowance(key=warm_up.key_of(row.domain), window_ms=0, taken=50)
    begins.save()
    assert "day 2 of 9" in set_up.get(PAGE).text

    set_up.post(f"{PAGE}/plan/end")
    assert "Warm up a new domain" in set_up.get(PAGE).text
    noted = TrailEntry.objects.filter(action__startswith="email.warm").order_by("pk").values_list("action", flat=True)
    assert list(noted) == ["email.warm_up_begun", "email.warm_up_ended"]


@pytest.mark.parametrize(
    ("where", "given", "form", "field"),
    [
        ("plan", {"first": "0", "growth": "50", "goal": "100"}, "form", "first"),
        ("plan", {"first": "50", "growth": "x", "goal": "100"}, "form", "growth"),
        ("domains", {"domain": "no domain", "per_minute": "5"}, "domain_form", "domain"),
        ("domains", {"domain": "big.example", "per_minute": "0"}, "domain_form", "per_minute"),
    ],
)
def test_nonsense_is_refused_at_its_field(
    where: str, given: dict[str, str], form: str, field: str, set_up: Client
) -> None:
    answer = set_up.post(f"{PAGE}/{where}", given)

    assert answer.status_code == 422
    assert field in answer.context[form].errors


def test_a_receiver_is_added_changed_and_removed(set_up: Client) -> None:
    set_up.post(f"{PAGE}/domains", {"domain": "@München.example", "per_minute": "5"})
    told = set_up.post(f"{PAGE}/domains", {"domain": "xn--mnchen-3ya.example", "per_minute": "60"}, follow=True).text
    assert "60 letters a minute" in told

    set_up.post(f"{PAGE}/removed", {"domain": "xn--mnchen-3ya.example"})
    assert not DomainPace.objects.exists()


def test_before_a_launch_it_is_said_how_long_it_takes(set_up: Client, come_by, follow) -> None:  # type: ignore[no-untyped-def]
    come_by("Devi", "Emile", "Fumi")
    follow()
    rule = {"all": [{"trait": "name", "op": "exists"}]}
    row = create("Winter", channel="email", subject="Tea", body="Hello", rule=rule, purpose="service")
    assert "is being warmed up" not in set_up.get(f"/campaigns/{row.pk}/launch").text

    set_up.post(f"{PAGE}/plan", {"first": "1", "growth": "50", "goal": "9"})

    assert "it takes 2 days until everybody has this campaign" in set_up.get(f"/campaigns/{row.pk}/launch").text


def test_without_a_mail_server_there_is_no_pace(web: Client) -> None:
    assert web.get(PAGE).headers["location"] == "/settings/channels/email"
