"""Within WeChat's own browser: what does not work there is not offered, and the page says where it does."""

import pytest
from django.conf import settings
from django.test import Client

from polku.kit import seal
from polku.know.people.models import Profile
from polku.say.channels.line.linking.login import keep
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.make import make
from tests.doors.public.test_forwarded import _live

pytestmark = pytest.mark.django_db
WECHAT = (
    "Mozilla/5.0 (Linux; Android 13; V2171A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 "
    "MMWEBSDK/20231202 MicroMessenger/8.0.47.2560(0x28002F35) Process/tools WeChat/arm64"
)
ELSEWHERE = "Open in browser"


def both(browser: Client, address: str) -> tuple[str, str]:
    """As any phone has it, and as WeChat."""
    return browser.get(address).text, browser.get(address, headers={"User-Agent": WECHAT}).text


@pytest.fixture
def line(team: object) -> LineAccount:
    row = LineAccount.objects.create(
        name="kahvila", title="Kahvila", channel_id="1", basic_id="@kahvila",
        sealed_secret=seal.shut("s", key=settings.SECRET_KEY),
    )  # fmt: skip
    keep(row, channel_id="1650000002", secret="0" * 32, login_base="", leads_friends=False, by=None)
    return row


def test_downloads_and_line_are_offered_elsewhere_only(
    proved: Client, line: LineAccount, path: object, devi: Profile
) -> None:
    own = path()  # type: ignore[operator]

    for address in ("/p/wallet/settings", own):
        usual, wechat = both(proved, address)
        assert ("/data?" in usual, "/data?" in wechat, ELSEWHERE in usual, ELSEWHERE in wechat) == (
            True,
            False,
            False,
            True,
        )
    usual, wechat = both(proved, own)
    assert ("Connect or disconnect LINE" in usual, "Connect or disconnect LINE" in wechat) == (True, False)


def test_a_friends_link_is_copied_there_and_not_sent_by_other_apps(proved: Client, devi: Profile) -> None:
    tea = _live("coupon", benefit={"kind": "gift", "gift": "tea"})
    _live("referral", friend={"program": tea.pk})

    usual, wechat = both(proved, "/p/wallet/friends")

    for way in ("mailto:", "line.me/R/share"):
        assert (way in usual, way in wechat) == (True, False)
    assert ("data-share" in wechat, "link-field" in wechat) == (True, True)


def test_who_can_only_sign_in_by_line_is_told_where(outside: Client, line: LineAccount) -> None:
    usual, wechat = both(outside, "/p/wallet/sign-in")

    assert ("/p/wallet/line/kahvila" in usual, "/p/wallet/line/kahvila" in wechat) == (True, False)
    assert (ELSEWHERE in usual, ELSEWHERE in wechat) == (False, True)
    poster = make(line, title="Poster", kind="poster")
    for address in (f"/f/{poster.key}", "/p/wallet/line/kahvila"):
        answer = outside.get(address, headers={"User-Agent": WECHAT})
        assert (answer.status_code, ELSEWHERE in answer.text) == (200, True)
        assert outside.get(address).status_code == 302
