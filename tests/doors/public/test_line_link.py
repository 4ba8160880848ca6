"""A customer links from LINE's chat, against the lab's LINE: chat → mailbox → code → LINE's dialog → webhook → one."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from polku.kit import clock, seal
from polku.know.people import find
from polku.know.people.models import Profile
from polku.know.teams.own_doors import source_of
from polku.say.channels.line.inbox.received import read
from polku.say.channels.line.linking.links import chat_url
from polku.say.channels.line.linking.models import LineLinkAsked
from polku.say.channels.line.models import LineAccount
from tests.doors.public.line_lab import LineLab, serving
from tests.say.channels.email.office import Office

pytestmark = pytest.mark.django_db(transaction=True)
HANA = 4
CarryOn = Callable[[], None]


@pytest.fixture(scope="module")
def lab() -> Iterator[LineLab]:
    with serving() as lab:
        yield lab


@pytest.fixture
def account(team: object, lab: LineLab) -> LineAccount:
    return LineAccount.objects.create(
        name="kahvila", title="Kahvila", channel_id=lab.account.channel_id, basic_id=lab.account.basic_id,
        sealed_secret=seal.shut(lab.account.secret, key=settings.SECRET_KEY), api_base=lab.url, data_api_base=lab.url,
    )  # fmt: skip


@pytest.fixture
def post(office: Office, serve: Callable[..., int], set_up: Callable[..., Any]) -> Office:
    set_up(serve(office))
    return office


@pytest.fixture
def page(outside: Client, account: LineAccount, lab: LineLab) -> str:
    """Where the button in her chat leads."""
    address = urlsplit(chat_url(account, lab.account.ids.of(HANA))).path
    return str(outside.get(address)["Location"])


def enter(outside: Client, page: str, email: str = "devi@shop.example") -> str:
    path, _mark, query = page.partition("?")
    answer = outside.post(path, {"linkToken": query.removeprefix("linkToken="), "email": email})
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


def code_in(post: Office) -> str:
    found = re.search(r"\b\d{6}\b", post.messages()[-1].get_body(("plain",)).get_content())
    assert found
    return found[0]


def bring(lab: LineLab, log_body: Callable[[dict[str, Any]], None]) -> None:
    for event in lab.events:
        log_body(event)


@pytest.fixture
def log_body(carry_on: CarryOn) -> Callable[[dict[str, Any]], None]:
    """As the webhook's door takes it."""
    import msgspec
    from django.db import connection

    from polku.know.events.append import append

    def log(event: dict[str, Any]) -> None:
        now_ms = clock.now_ms()
        body = msgspec.json.encode({"destination": "U", "events": [event | {"timestamp": now_ms}]})
        got = read(body, account="kahvila", source=source_of("line", name="LINE"), received_ms=now_ms,
                   latest_ms=now_ms + 1)  # fmt: skip
        assert got.batch is not None
        with connection.cursor() as cursor:
            append(cursor, [got.batch], vendor=connection.vendor)
        carry_on()

    return log


def is_joined(lab: LineLab) -> bool:
    one, other = find.by_identity("line", lab.account.ids.of(HANA)), find.by_identity("user_id", "devi")
    return one is not None and other is not None and one.id == other.id


def test_from_the_chat_to_one_person(
    outside: Client, lab: LineLab, page: str, devi: Profile, post: Office, log_body: Callable[..., None]
) -> None:
    lab.events.clear()
    shown = outside.get(page).text
    assert "Which customer are you?" in shown
    japanese = re.search(r'href="(\?language=ja[^"]*)"', shown)
    assert japanese
    assert outside.get(page.partition("?")[0] + japanese[1].replace("&amp;", "&")).status_code == 200
    there = enter(outside, page)
    assert "devi@shop.example" in outside.get(there).text
    assert outside.post(there, {"code": "000 000"}).status_code in (422, 200)

    shown = outside.post(there, {"code": code_in(post)})
    assert ("Devi" in shown.text, "undo it at any time" in shown.text) == (True, True)
    dialog = outside.get(f"{there}/there")["Location"]
    assert lab.get(dialog) == 200
    assert lab.get(dialog) == 400  # LINE's token is worn out
    bring(lab, log_body)
    bring(lab, log_body)

    assert is_joined(lab)
    assert outside.get(f"{there}/there").status_code == 403
    row = LineLinkAsked.objects.get()
    assert row.used_ms is not None
    assert row.nonce not in dialog


def test_nobody_learns_whether_an_address_is_known(
    outside: Client, page: str, devi: Profile, post: Office, lab: LineLab
) -> None:
    known = outside.get(enter(outside, page))
    unknown = outside.get(enter(outside, page, "nobody@shop.example"))

    def plain(answer: Any) -> str:
        return re.sub(r"(devi|nobody)@shop\.example", "", answer.text)

    assert plain(known) == plain(unknown)
    letters = {message["To"]: message.get_body(("plain",)).get_content() for message in post.messages()}
    assert {to: bool(re.search(r"\b\d{6}\b", text)) for to, text in letters.items()} == {
        "devi@shop.example": True,
        "nobody@shop.example": False,
    }


def test_a_mailbox_is_not_flooded(outside: Client, page: str, devi: Profile, post: Office) -> None:
    for _time in range(5):
        enter(outside, page)

    assert len(post.post) == 3
    assert list(LineLinkAsked.objects.order_by("pk").values_list("identity_id", flat=True))[3:] == [None, None]


def test_a_code_is_not_guessed_however_often_it_is_begun(
    outside: Client, page: str, devi: Profile, post: Office
) -> None:
    for _letter in range(5):
        there = enter(outside, page)
        said = [outside.post(there, {"code": "x"}).status_code for _try in range(4)]
        assert said == [422] * 4

    assert outside.post(there, {"code": code_in(post)}).status_code == 403


def test_the_code_is_worth_nothing_in_another_browser(
    outside: Client, page: str, devi: Profile, post: Office, lab: LineLab
) -> None:
    there = enter(outside, page)
    other = Client()

    assert other.post(there, {"code": code_in(post)}).status_code == 403
    assert other.get(f"{there}/there").status_code == 403
    assert outside.get(f"{there}/there").status_code == 403  # not proved yet


def test_what_is_no_address_and_what_has_no_token_are_told(
    outside: Client, page: str, account: LineAccount, post: Office
) -> None:
    path = page.partition("?")[0]

    assert outside.get(path).status_code == 404
    assert outside.post(path, {"linkToken": "x", "email": "none"}).status_code == 422
    assert outside.get("/p/line/kahvila/chat/made.up").status_code == 404


def test_line_out_of_reach_and_no_mail_server_are_told_kindly(
    outside: Client, page: str, account: LineAccount, lab: LineLab
) -> None:
    shown = outside.get(page)
    assert (shown.status_code, 'name="email"' in shown.text) == (503, False)
    assert "Please ask in the shop." in shown.text

    address = urlsplit(chat_url(account, "U" + "f" * 32)).path
    assert outside.get(address).status_code == 503
