"""People and programs, told apart."""

import pytest

from polku.say.tracking.machine import Bursts, sign

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
GMAIL = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"
YAHOO = "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html"
OUTLOOK = "Mozilla/4.0 (compatible; ms-office; MSOffice 16)"
LATER = 60_000


@pytest.mark.parametrize("agent", [PHONE, f"{PHONE} Safari Line/14.10.0", GMAIL, YAHOO, OUTLOOK])
def test_people_read_with_many_programs(agent):
    assert sign(agent, method="GET", after_ms=LATER) == ""


@pytest.mark.parametrize(
    ("agent", "method", "after_ms", "expected"),
    [
        (PHONE, "HEAD", LATER, "head"),
        (PHONE, "GET", 1_999, "too soon"),
        (PHONE, "GET", None, "too soon"),
        (GMAIL, "GET", 100, "too soon"),
        ("", "GET", LATER, "no agent"),
        (" Mozilla/5.0 ", "GET", LATER, "apple"),
        ("Mimecast-URL-Protect/1.0", "GET", LATER, "program"),
        ("Slackbot-LinkExpanding 1.0", "GET", LATER, "program"),
        ("facebookexternalhit/1.1;line-poker/1.0", "GET", LATER, "program"),  # LINE makes a preview of a link
        ("python-requests/2.32.0", "GET", LATER, "program"),
        ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0", "GET", LATER, "program"),
    ],
)
def test_programs_give_themselves_away(agent, method, after_ms, expected):
    assert sign(agent, method=method, after_ms=after_ms) == expected


def test_links_followed_one_after_the_other_are_a_persons():
    bursts = Bursts()

    assert bursts.since(1, "a", now_ms=0) is None
    assert bursts.since(1, "b", now_ms=1_000) is None
    assert bursts.since(2, "c", now_ms=1_001) is None


def test_the_same_link_twice_is_an_impatient_person():
    bursts = Bursts()

    assert bursts.since(1, "a", now_ms=0) is None
    assert bursts.since(1, "a", now_ms=200) is None


def test_many_links_at_once_are_a_filters_and_the_burst_is_dated_from_its_first():
    bursts = Bursts()

    assert [bursts.since(1, url, now_ms=at_ms) for at_ms, url in enumerate("abcd")] == [None, 0, 0, 0]


def test_old_letters_are_forgotten():
    bursts = Bursts()
    bursts.MOST = 2

    for number in range(4):
        bursts.since(number, "a", now_ms=0)

    assert bursts.since(0, "b", now_ms=1) is None
    assert bursts.since(3, "b", now_ms=1) == 0
