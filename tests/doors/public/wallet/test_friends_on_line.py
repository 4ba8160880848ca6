"""A friend who comes by LINE is bound to who brought them, against the lab's LINE: by a message, by Login, by LIFF."""

import re
import urllib.request
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import msgspec
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.referrals import link
from polku.act.rewards.referrals.models import Referral
from polku.kit import clock, ids, seal
from polku.know.events.append import append
from polku.know.people.models import Profile
from polku.know.teams.own_doors import source_of
from polku.lab.liff.id_token import id_token
from polku.say.channels.line.inbox.received import read
from polku.say.channels.line.linking.models import LineLogin
from polku.say.channels.line.models import LineAccount
from polku.say.outbox.models import Message
from tests.act.rewards.made import coupon, program
from tests.doors.public.line_lab import LineLab, serving

pytestmark = pytest.mark.django_db(transaction=True)
HANA = 4
PHONE = {"User-Agent": "Mozilla/5.0"}


@pytest.fixture(scope="module")
def lab() -> Iterator[LineLab]:
    with serving() as lab:
        yield lab


@pytest.fixture
def account(devi: Profile, lab: LineLab) -> LineAccount:
    secret = seal.shut(lab.account.secret, key=settings.SECRET_KEY)
    return LineAccount.objects.create(
        name="kahvila", title="Kahvila", channel_id=lab.account.channel_id, basic_id=lab.account.basic_id,
        sealed_secret=secret, api_base=lab.url, data_api_base=lab.url,
    )  # fmt: skip


@pytest.fixture
def login(account: LineAccount, lab: LineLab) -> None:
    secret = seal.shut(lab.account.login_secret, key=settings.SECRET_KEY)
    LineLogin.objects.create(
        account=account, channel_id=lab.account.login_channel_id, sealed_secret=secret, login_base=lab.url
    )


@pytest.fixture
def code(account: LineAccount, devi: Profile) -> str:
    bring = program("referral", {"title": "Bring a friend", "friend": {"program": coupon().pk}}, at=clock.now())
    return link.code_of(link.referrer_of(bring, [devi.id], now_ms=clock.now_ms()))


def on_the_phone(lab: LineLab, verb: str, **said: str) -> Any:
    address = f"{lab.url}/phones/{HANA}/{lab.account.channel_id}/{verb}"
    asked = urllib.request.Request(address, msgspec.json.encode(said), {"Content-Type": "application/json"})
    return msgspec.json.decode(urllib.request.urlopen(asked, timeout=5).read())


def hear(event: dict[str, Any], carry_on: Callable[[], None]) -> None:
    """As the webhook's door takes it."""
    now_ms = clock.now_ms()
    body = msgspec.json.encode({"destination": "U", "events": [event | {"timestamp": now_ms}]})
    got = read(body, account="kahvila", source=source_of("line", name="LINE"), received_ms=now_ms, latest_ms=now_ms + 1)
    assert got.batch is not None
    with connection.cursor() as cursor:
        append(cursor, [got.batch], vendor=connection.vendor)
    carry_on()


def bound(lab: LineLab) -> list[str]:
    hana = ids.identity_id("line", lab.account.ids.of(HANA))
    return list(Referral.objects.filter(identity_id=hana).values_list("state", flat=True))


def test_the_message_that_a_link_lays_out_says_who_brought_them(
    outside: Client, lab: LineLab, code: str, carry_on: Callable[[], None]
) -> None:
    page = outside.get(f"/r/{code}", headers=PHONE).text
    way = re.search(r'href="([^"]+oaMessage[^"]+)"', page)
    assert way
    chat = on_the_phone(lab, "open", uri=unescape(way[1]))
    on_the_phone(lab, "add")
    for text in ("This is a very long hello", chat["text"], chat["text"]):
        on_the_phone(lab, "says", text=text)
        hear(lab.events[-1], carry_on)

    assert (chat["kind"], bound(lab)) == ("chat", ["known"])
    assert [row.channel for row in Message.objects.all()] == ["line:kahvila"]
    Program.objects.filter(kind="referral").update(state="paused")
    assert outside.get(f"/r/{code}", headers=PHONE).status_code == 410


@pytest.mark.usefixtures("login")
def test_whoever_signs_in_by_line_after_a_friends_link_is_known(
    outside: Client, lab: LineLab, code: str, carry_on: Callable[[], None]
) -> None:
    page = outside.get(f"/r/{code}", headers=PHONE).text
    assert 'href="/p/wallet/line/kahvila?to=%2Fp%2Fwallet"' in page

    there = outside.get("/p/wallet/line/kahvila?to=/p/wallet")["Location"]
    done = outside.get("/p/line/kahvila/back", lab.agree(there, number=HANA))
    carry_on()

    assert ("bot_prompt=aggressive" in there, done.status_code, bound(lab)) == (True, 200, ["known"])
    assert "We have noted who brought you" in done.text


@pytest.mark.usefixtures("login")
@pytest.mark.parametrize("asked", ["referral={}", "liff.state=%3Freferral%3D{}"])
def test_within_line_a_friends_link_needs_nothing_typed(
    outside: Client, lab: LineLab, code: str, asked: str, carry_on: Callable[[], None]
) -> None:
    outside.get("/p/wallet/line/kahvila/liff?liff=1655000000-abcdefgh&" + asked.format(code))

    outside.post("/p/wallet/line/kahvila/liff", {"id_token": id_token(lab.world, lab.account, HANA)})
    carry_on()

    assert bound(lab) == ["known"]
