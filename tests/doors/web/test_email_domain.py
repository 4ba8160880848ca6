"""The page of the sending domain: what DNS says, and keys from their making to their end."""

import pytest
from django.test import Client

from polku.know.teams.models import TrailEntry
from polku.say.channels.email.domain import dns as asking
from polku.say.channels.email.models import DkimKey
from polku.say.channels.email.signing.record import record_of
from tests.doors.web.test_email_settings import GIVEN
from tests.say.channels.email.name_server import NameServer

PAGE = "/settings/channels/email/domain"
KEYS = "/settings/channels/email/keys"


@pytest.fixture
def dns(settings):
    """What DNS says; a test adds to its `records`."""
    server = NameServer({("kahvila.example", "TXT"): ["v=spf1 -all"], ("mail.example", "A"): ["192.0.2.25"]})
    settings.DNS_SERVER = server.address
    yield server
    server.stop()


@pytest.fixture
def set_up(web: Client) -> Client:
    web.post("/settings/channels/email", GIVEN)
    return web


def test_without_a_mail_server_there_is_no_domain(web: Client) -> None:
    assert web.get(PAGE).headers["location"] == "/settings/channels/email"


def test_the_page_itself_waits_for_no_name_server(set_up: Client, dns: NameServer) -> None:
    page = set_up.get(PAGE).text
    assert "not asked yet" in page
    assert dns.asked == []

    part = set_up.get(PAGE, headers={"HX-Request": "true"}).text
    assert "is not among the servers that may send for this domain" in part
    assert "v=spf1 a:mail.example -all" in part
    assert "<html" not in part
    assert "v=spf1 a:mail.example -all" in set_up.get(f"{PAGE}?look=1").text


def test_silence_is_told_calmly(set_up: Client, dns: NameServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "ANSWER_S", 0.1)
    dns.silent = frozenset("*")

    page = set_up.get(f"{PAGE}?look=1").text

    assert "letters go out all the same" in page
    assert "v=DMARC1; p=none" in page


def test_a_key_is_made_published_begun_replaced_and_ended(set_up: Client, dns: NameServer) -> None:
    set_up.post(KEYS, {"algorithm": "ed25519"})
    first = DkimKey.objects.get()
    page = set_up.get(PAGE).text
    assert record_of(first).text in page
    assert first.sealed_private not in page

    told = set_up.post(f"{KEYS}/{first.pk}/begun", follow=True).text
    first.refresh_from_db()
    assert first.signs_from is None
    assert "does not sign yet" in told
    assert "Let it sign all the same" in told

    dns.records[record_of(first).name, "TXT"] = [record_of(first).text]
    assert "signs from now on" in set_up.post(f"{KEYS}/{first.pk}/begun", follow=True).text

    set_up.post(KEYS, {"algorithm": "ed25519"})
    second = DkimKey.objects.latest("pk")
    told = set_up.post(f"{KEYS}/{second.pk}/begun", {"anyway": "yes"}, follow=True).text
    assert "Leave its record in DNS for 7 days more" in told

    set_up.post(f"{KEYS}/{second.pk}/ended")
    first.refresh_from_db()
    second.refresh_from_db()
    assert [first.sealed_private, second.sealed_private] == ["", ""]
    assert "polku hands letters over unsigned" in set_up.get(PAGE).text
    noted = TrailEntry.objects.filter(action__startswith="email.key").order_by("pk").values_list("action", flat=True)
    assert list(noted) == [f"email.key_{one}" for one in ("made", "begun", "made", "begun", "ended")]


def test_nobody_makes_a_key_of_a_kind_that_there_is_not(set_up: Client) -> None:
    set_up.post(KEYS, {"algorithm": "dsa"})

    assert not DkimKey.objects.exists()
