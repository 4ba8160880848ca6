"""A friend on LINE may be written to until they say no: every page that speaks of consent says so."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client

from polku.kit import clock, ids
from polku.know.people.consent import links
from polku.know.people.consent.models import Consent
from polku.know.people.consent.record import WITHDRAWN, Statement, record
from polku.say.channels.line.models import LineAccount
from tests.say.channels.line import webhooks
from tests.say.channels.line.inbox.conftest import tell  # noqa: F401 fixture

WORDS = "Being a friend there counts as allowed, until they say no"
FRIEND = "U" + "5" * 32
ADDRESS = f"/people/{ids.public(ids.identity_id('line', FRIEND))}"


@pytest.fixture
def friend(account: LineAccount, tell: Callable[..., None], carry_on: Callable[[], None]) -> None:  # noqa: F811
    now = clock.now_ms()
    tell(webhooks.event("follow", user=FRIEND, at_ms=now - 60_000), now_ms=now)
    carry_on()


def test_a_friends_page_says_that_this_counts_as_allowed(web: Client, friend: None) -> None:
    shown = [web.get(address).text.count(WORDS) for address in (ADDRESS, f"{ADDRESS}/consents")]

    record([Statement(("line", FRIEND), WITHDRAWN, "marketing", "line")])

    assert shown == [1, 1]
    assert [web.get(address).text.count(WORDS) for address in (ADDRESS, f"{ADDRESS}/consents")] == [0, 0]
    assert "Withdrawn" in web.get(ADDRESS).text


def test_who_blocks_the_account_is_not_called_a_friend(
    web: Client,
    friend: None,
    tell: Callable[..., None],  # noqa: F811
    carry_on: Callable[[], None],
) -> None:
    tell(webhooks.event("unfollow", user=FRIEND, at_ms=clock.now_ms()), now_ms=clock.now_ms() + 1)
    carry_on()

    assert WORDS not in web.get(ADDRESS).text


def test_the_customers_own_page_shows_what_comes_and_takes_a_no(web: Client, friend: None) -> None:
    page = urlsplit(links.preferences_url(ids.identity_id("line", FRIEND))).path

    def shown() -> list[tuple[str, bool]]:
        [news] = [one for one in web.get(page).context["now"].choices if one.purpose.key == "marketing"]
        return [(way.key, way.is_on and news.is_on) for way in news.ways]

    before = shown()
    web.post(page, {"do": "save", "purpose": "marketing", "channel": "marketing:line"})
    unchanged = Consent.objects.count()
    web.post(page, {"do": "save"})

    assert (before, unchanged, shown()) == ([("email", False), ("line", True)], 0, [("email", False), ("line", False)])


def test_the_composer_says_of_each_channel_who_gets_nothing(web: Client, account: LineAccount, columns: None) -> None:
    told = {
        name: web.post("/campaigns/new", {"channel": "paper", "channel_to": name, "name": "x"}).text
        for name in ("email", "paper", "line:kahvila")
    }

    said = {
        "email": "Who has not allowed this, or does not want it any more, gets nothing",
        "paper": "By this channel nobody need have agreed.",
        "line:kahvila": "being a friend counts as allowed, until somebody says no.",
    }
    assert {name: [other for other, words in said.items() if words in page] for name, page in told.items()} == {
        name: [name] for name in said
    }
