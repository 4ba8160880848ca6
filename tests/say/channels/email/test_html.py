"""The HTML of a letter, cut in pieces, encoded, and with its links led through us."""

import quopri
import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from polku.say.channels.email import links
from polku.say.channels.email.html import part, quoted

TAGS = st.sampled_from(
    [
        '<a href="https://shop.example/?a=1&amp;b=2">', "<a class='x' href='http://shop.example/é'>", "</a>", "<br>",
        '<a href="mailto:a@b.example">', '<a href="https://shop.example/" data-untracked>', "</body>", ".", "\n.", "=",
        '<img src="https://shop.example/a.png">', "<a name=x>", '<A HREF="https://shop.example/B">', "\r\n", " ", "{}",
        "x" * 80, "雪" * 30,
    ]
)  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"), max_size=100)
PIECES = st.lists(st.lists(TAGS | TEXT, max_size=8).map("".join), max_size=8)


def read(encoded):
    head, _empty, body = encoded.partition(b"\r\n\r\n")
    assert head == b"Content-Transfer-Encoding: quoted-printable"
    assert re.search(rb"(?m)^\.", body) is None
    assert re.search(rb"\r(?!\n)|(?<!\r)\n", body) is None
    assert max(len(line) for line in body.split(b"\r\n")) <= 78
    return quopri.decodestring(body).decode().replace("\r\n", "\n")


def written(pieces):
    """An address in single quotes gets double ones on the way."""
    return "".join(pieces).replace("\r\n", "\n").replace("'http://shop.example/é'", '"http://shop.example/é"')


@given(PIECES)
@example(["." * 200])
@example(["a" * 75, "b" * 76, "é" * 26, " \n", "."])
def test_untracked_html_arrives_as_it_was_written(pieces):
    # Every other piece as if many letters shared it.
    assert read(part(pieces * 2, tracks=None, picture="")) == written(pieces * 2)


@given(TEXT)
def test_what_was_encoded_stands_beside_what_was_encoded(text):
    assert quopri.decodestring(quoted(text) + quoted("next")).decode() == text.replace("\n", "\r\n") + "next"


@given(st.lists(TAGS, max_size=30).map("".join), st.lists(st.integers(0, 2_000), max_size=5))
def test_every_link_leads_to_where_it_was_written_to(html, cuts):
    at = sorted({min(cut, len(html)) for cut in cuts} | {0, len(html)})
    # Cut between tags, as the content does, and not in the middle of a line's end.
    at = [
        cut
        for cut in at
        if html.count("<", 0, cut) == html.count(">", 0, cut) and html[max(0, cut - 1) : cut + 1] != "\r\n"
    ] or [0]
    pieces = [html[start:end] for start, end in zip(at, [*at[1:], len(html)], strict=True)]

    found = read(part(pieces, tracks=links.Tracks(7), picture=""))

    back = re.sub(r'"(http://127\.0\.0\.1:\d+/p/l/([^"]+))"', lambda link: target(link[2]), found)
    assert back == written(pieces)


def target(token):
    number, url = links.read_click(token)
    assert number == 7
    return '"' + url.replace("&", "&amp;") + '"'


def test_an_address_that_is_a_persons_own_is_followed_too():
    pieces = ('<p><a class="b" href="', "https://shop.example/?for=devi&amp;a=1", '" target="_blank">Look</a></body>')

    html = read(part(pieces, tracks=links.Tracks(7), picture="<img>"))

    [token] = re.findall(r'href="[^"]*/p/l/([^"]+)"', html)
    assert links.read_click(token) == (7, "https://shop.example/?for=devi&a=1")
    assert html.endswith('" target="_blank">Look</a><img></body>')


@pytest.mark.parametrize("url", ["javascript:alert(1)", "mailto:a@b.example", "tel:+358", "#top", "/relative"])
def test_only_addresses_of_the_web_are_followed(url):
    html = f'<a href="{url}">x</a>'

    assert read(part((html,), tracks=links.Tracks(7), picture="")) == html


def test_our_own_pages_are_not_followed(settings):
    html = f'<a href="{settings.BASE_URL}/p/unsubscribe/x.y">out</a>'

    assert read(part((html,), tracks=links.Tracks(7), picture="")) == html


def test_a_letter_without_an_end_has_its_picture_all_the_same():
    assert read(part(("<p>Hi", "<p>there"), tracks=None, picture="<img>")) == "<p>Hi<p>there<img>"


def test_a_link_that_stands_often_is_the_same_each_time():
    html = '<a href="https://shop.example/">1</a><a href="https://shop.example/">2</a>'

    found = re.findall(r'href="([^"]+)"', unescape(read(part((html,), tracks=links.Tracks(7), picture=""))))

    assert len(found) == 2
    assert len(set(found)) == 1
