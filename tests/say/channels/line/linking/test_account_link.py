"""LINE's account link: a code from the mailbox, a nonce that LINE brings back once, and two who are one."""

from urllib.parse import parse_qs, urlsplit

import pytest

from polku.kit import clock, ids
from polku.know.events.forgetting.whom import Whom
from polku.know.people.models import Profile
from polku.say.channels.line.linking import account_link, forget
from polku.say.channels.line.linking.join import is_joined
from polku.say.channels.line.linking.models import LineLinkAsked, LineLoginBegun
from polku.say.channels.line.linking.problems import NotBegunHere, TooManyTries
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line.linking.conftest import USER, CarryOn, Tell, one, told

pytestmark = pytest.mark.django_db(transaction=True)

BROWSER = "browser"


def begun(account: LineAccount) -> LineLinkAsked:
    return account_link.begin(account, "token", browser=BROWSER, now_ms=clock.now_ms())


def nonce_of(account: LineAccount) -> str:
    row = begun(account)
    code, is_known = account_link.send_code(row, " Devi@Shop.example")
    assert is_known
    assert account_link.prove(row, f" {code[:3]} {code[3:]} ", now_ms=clock.now_ms())
    address = urlsplit(account_link.dialog(row, now_ms=clock.now_ms()))
    assert (address.netloc, address.path) == ("access.line.me", "/dialog/bot/accountLink")
    asked = parse_qs(address.query)
    assert asked["linkToken"] == ["token"]
    return asked["nonce"][0]


def test_the_nonce_joins_them_once(account: LineAccount, devi: Profile, line_says: Tell, carry_on: CarryOn) -> None:
    nonce = nonce_of(account)
    assert len(nonce) >= 43
    assert not LineLinkAsked.objects.filter(nonce=nonce).exists()

    line_says("Account Linked", 5, result="ok", nonce=nonce)
    carry_on()
    line_says("Account Linked", 6, result="ok", nonce=nonce, user="U" + "e" * 32)
    carry_on()

    assert is_joined(USER, one("user_id", "devi"))
    assert told("LINE Connected") == [{"channel": "line:kahvila", "how": "account_link"}]


def test_a_made_up_or_late_nonce_and_a_stranger_s_word_join_nobody(
    account: LineAccount, devi: Profile, line_says: Tell, log_events: Tell, carry_on: CarryOn
) -> None:
    nonce = nonce_of(account)
    late_ms = clock.now_ms() + 31 * clock.MINUTE_MS

    line_says("Account Linked", 5, result="ok", nonce="made up")
    line_says("Account Linked", 6, result="ok", nonce=nonce, at_ms=late_ms)
    said = {"channel": "line:kahvila", "result": "ok", "nonce": nonce}
    log_events({"type": "track", "event": "Account Linked", "identity": ("line", USER), "properties": said})
    carry_on()

    assert not is_joined(USER, one("user_id", "devi"))


def test_five_wrong_codes_are_enough_and_nobody_s_mailbox_has_no_right_one(account: LineAccount, devi: Profile) -> None:
    row = begun(account)
    code, is_known = account_link.send_code(row, "nobody@shop.example")

    assert not is_known
    assert not account_link.prove(row, code, now_ms=clock.now_ms())
    code, _is_known = account_link.send_code(row, "devi@shop.example")
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert [account_link.prove(row, wrong, now_ms=clock.now_ms()) for _try in range(5)] == [False] * 5
    with pytest.raises(TooManyTries):
        account_link.prove(row, code, now_ms=clock.now_ms())


def test_it_goes_on_only_where_it_was_begun_and_only_when_proved(account: LineAccount, devi: Profile) -> None:
    row, now_ms = begun(account), clock.now_ms()

    assert account_link.waiting(row.pk, account, browser=BROWSER, now_ms=now_ms) == row
    for browser, at_ms in (("another", now_ms), (BROWSER, now_ms + 10 * clock.MINUTE_MS + 1)):
        with pytest.raises(NotBegunHere):
            account_link.waiting(row.pk, account, browser=browser, now_ms=at_ms)
    with pytest.raises(NotBegunHere):
        account_link.dialog(row, now_ms=now_ms)


def test_who_is_forgotten_leaves_nothing_begun(account: LineAccount, devi: Profile) -> None:
    for email in ("devi@shop.example", "other@shop.example"):
        account_link.send_code(begun(account), email)
    LineLoginBegun.objects.create(
        account=account, state="s", browser="b", nonce="n", sealed_verifier="v", user_id=USER, expires_ms=0
    )
    mailbox, line = ("email", "devi@shop.example"), ("line", USER)

    gone = forget.forget(Whom([{ids.identity_id(*one): one for one in (mailbox, line)}]))

    assert gone == 2
    assert [row.email for row in LineLinkAsked.objects.all()] == ["other@shop.example"]


def test_what_was_begun_is_gone_after_a_day(account: LineAccount, devi: Profile) -> None:
    begun(account)

    assert forget.forget_old(clock.now_ms() + 2 * clock.DAY_MS) == 1
