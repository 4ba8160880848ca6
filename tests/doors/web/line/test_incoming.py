"""What comes in by an account is told on its page: refused, on its way, passed on, and friends from before."""

import pytest
from django.test import Client

from polku.kit import clock
from polku.say.channels.line.followers.begin import latest
from polku.say.channels.line.inbox.models import LineFollowerImport, LineHookHour, LineMedia, LineRelay
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line import webhooks

pytestmark = pytest.mark.django_db
PAGE = "/settings/channels/line/kahvila"


@pytest.fixture
def account(db: None) -> LineAccount:
    return webhooks.account()


def test_a_quiet_account_offers_to_ask_for_its_friends(web: Client, account: LineAccount) -> None:
    shown = web.get(PAGE).text

    assert "Ask LINE for them" in shown
    assert "were not signed" not in shown


def test_friends_from_before_are_asked_for_once(web: Client, account: LineAccount) -> None:
    for _time in range(2):
        assert web.post(f"{PAGE}/followers/wish").status_code == 302
    LineFollowerImport.objects.update(found=1234)

    assert LineFollowerImport.objects.count() == 1
    part = web.get(f"{PAGE}/followers", headers={"HX-Request": "true"}).text
    assert "LINE is being asked: 1,234 so far" in part
    assert "hx-trigger" in part


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("done", "LINE named 5; 3 of them were new here"),
        ("refused", "only to verified and premium accounts, and this is none"),
        ("failed", "LINE could not be asked for a whole day."),
    ],
)
def test_what_became_of_it_is_told(web: Client, account: LineAccount, state: str, words: str) -> None:
    now_ms = clock.now_ms()
    LineFollowerImport.objects.create(
        account=account, state=state, asked_ms=now_ms, found=5, fresh=3, settled_ms=now_ms, trouble="500 x"
    )

    assert words in web.get(PAGE).text
    assert latest(account) is not None


def test_what_is_refused_waits_or_does_not_go_on_is_told(web: Client, account: LineAccount) -> None:
    now_ms = clock.now_ms()
    webhooks.account(relay_url="https://other.example/hook")
    LineHookHour.objects.create(
        account=account, hour=now_ms // clock.HOUR_MS, refused=2, last_refused_ms=now_ms, relayed=7, not_relayed=1
    )
    LineRelay.objects.create(
        account=account, body=b"{}", signature="", received_ms=now_ms, due_ms=now_ms, trouble="status|503"
    )
    LineMedia.objects.create(
        account=account, message_id="1", user_id="U", identity_id=1, kind="image", asked_ms=now_ms, due_ms=now_ms
    )
    shown = web.get(PAGE).text

    for words in ("2 requests within a day were not signed", "https://other.example/hook", "7 within a day",
                  "1 given up", "It answered 503.", "1 waits", "Pictures and files on their way"):  # fmt: skip
        assert words in shown
