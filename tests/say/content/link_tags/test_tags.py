"""Tags are added to a link and change nothing else of it."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.say.content.blocks.addresses import safe_link
from polku.say.content.link_tags.tags import Tags, stored, to_store

TAGS = Tags((("utm_source", "polku"), ("utm_campaign", "winter_café & more")))
SHOP = Tags(TAGS.parameters, ("shop.example",))
OURS = "utm_source=polku&utm_campaign=winter_caf%C3%A9%20%26%20more"

part = st.text(st.characters(exclude_characters="#?&;", exclude_categories=["Cs"]), max_size=12)
query = st.lists(st.tuples(part, part).map("=".join), max_size=4).map("&".join)
links = st.builds(
    lambda host, path, asks, mark: safe_link(f"https://{host}/{path}{asks}{mark}"),
    st.sampled_from(["shop.example", "www.shop.example:8443", "me@shop.example", "bücher.example"]),
    part,
    st.one_of(st.just(""), query.map("?{}".format)),
    st.one_of(st.just(""), st.text(max_size=12).map("#{}".format)),
)


@given(links)
def test_all_that_stood_in_a_link_stays_where_it_was_and_the_tags_follow_its_query(url):
    found = TAGS.tagged(url)

    before, after = urlsplit(url), urlsplit(found)
    assert (after.scheme, after.netloc, after.path, after.fragment) == (*before[:3], before.fragment)
    if "utm_" not in before.query.lower() and "%" not in before.query:
        assert after.query.startswith(before.query)
        assert after.query.endswith(OURS)
        whole = parse_qsl(after.query, keep_blank_values=True)
        assert whole[-2:] == list(TAGS.parameters)


@given(links)
def test_tagging_twice_is_tagging_once(url):
    assert TAGS.tagged(TAGS.tagged(url)) == TAGS.tagged(url)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://shop.example", f"https://shop.example?{OURS}"),
        ("https://shop.example/a?", f"https://shop.example/a?{OURS}"),
        ("https://shop.example/a?b=%2Fc+d&e", f"https://shop.example/a?b=%2Fc+d&e&{OURS}"),
        ("https://shop.example/a?b=1&", f"https://shop.example/a?b=1&{OURS}"),
        ("https://shop.example/#/tea?x=1", f"https://shop.example/?{OURS}#/tea?x=1"),
        ("HTTPS://Shop.Example/a", f"HTTPS://Shop.Example/a?{OURS}"),
    ],
)
def test_tags_stand_before_the_fragment_and_behind_what_is_asked(url, found):
    assert TAGS.tagged(url) == found
    assert SHOP.tagged(url) == found


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example/a?utm_source=paper",
        "https://shop.example/a?x=1;UTM_Medium=paper",
        "https://shop.example/a?utm%5Fsource=paper",
        "mailto:hello@shop.example",
        "tel:+358401234567",
        "line://nv/camera",
        "https://line.me/R/oaMessage/@kahvila/?Hello",
        "http://127.0.0.1:8000/p/unsubscribe/abc",
        "https://[broken/a",
        "#",
        "",
    ],
)
def test_what_has_tags_of_its_own_or_is_no_page_elsewhere_stays_as_it_is(url, settings):
    settings.BASE_URL = "http://127.0.0.1:8000"

    assert TAGS.tagged(url) == url


@pytest.mark.parametrize(
    ("url", "is_tagged"),
    [
        ("https://shop.example/a", True),
        ("https://www.shop.example:8443/a", True),
        ("https://workshop.example/a", False),
        ("https://shop.example.elsewhere.example/a", False),
        ("https://shop.example@elsewhere.example/a", False),
    ],
)
def test_only_links_to_the_named_websites_and_what_is_below_them_are_tagged(url, is_tagged):
    assert (SHOP.tagged(url) != url) == is_tagged


def test_in_a_text_the_sign_behind_an_address_is_not_part_of_it():
    assert SHOP.in_text("See https://shop.example/a。") == f"See https://shop.example/a?{OURS}。"


def test_they_are_kept_as_they_are_and_none_as_nothing():
    assert stored(to_store(SHOP)) == SHOP
    assert to_store(Tags(hosts=("shop.example",))) == ""
    assert stored("").tagged("https://shop.example") == "https://shop.example"
