"""Blocks become a mail: HTML and text say the same, and each person reads their own."""

import pytest

from polku.kit import clock
from polku.say.content.blocks.read import mail_of, plain, stored, to_store
from polku.say.content.email import email
from polku.say.content.problem import BrokenTemplate

HELLO = {"kind": "heading", "text": 'Hello {{ person.first_name | default: "friend" }}'}
FOOT = (
    f"{'-' * 24}\nYou asked for news.\nKahvila Oy\nHelsinki\n"
    "Choose what you get: https://polku.example/p/preferences/a\n"
    "Unsubscribe: https://polku.example/p/unsubscribe/b\n"
)
LEAVE = {"preferences": "https://p.example/pr", "unsubscribe": "https://p.example/un"}


def test_every_kind_of_block_is_in_the_html_and_in_the_text(written, read):
    cup = {"kind": "product", "title": "Cup", "price": "8 €", "url": "https://shop.example/cup", "label": "To the cup"}
    blocks = (
        {"kind": "heading", "look": "banner", "text": "Winter"},
        {"kind": "heading", "text": "News"},
        {"kind": "text", "text": "We roast."},
        {"kind": "button", "label": "To the shop", "url": "https://shop.example/"},
        {"kind": "image", "src": "https://img.example/a.png", "alt": "Beans"},
        {"kind": "divider"},
        {"kind": "spacer", "height": 40},
        {"kind": "columns", "left": [{"kind": "text", "text": "Left"}], "right": [cup]},
        {"kind": "footer", "address": "Kahvila Oy\nHelsinki", "text": "You asked for news."},
    )

    html = read(*blocks)

    assert html.faults == []
    assert html.words_apart == [
        "Winter", "News", "We roast.", "To the shop", "Left", "Cup", "8 €", "To the cup",
        "You asked for news.", "Kahvila Oy", "Helsinki", "Choose what you get", "·", "Unsubscribe",
    ]  # fmt: skip
    made = written(*blocks).html
    assert [made.count(f"<{one} ") for one in ("h1", "h2", "/h1")] == [1, 1, 0]
    assert made.index(">Winter</h1>") < made.index(">News</h2>")
    assert html.pictures == [("https://img.example/a.png", "Beans")]
    assert html.links == [
        "https://shop.example/", "https://shop.example/cup",
        "https://polku.example/p/preferences/a", "https://polku.example/p/unsubscribe/b",
    ]  # fmt: skip
    assert written(*blocks).text.split("\n\n") == [
        "Winter", "News", "We roast.", "To the shop\nhttps://shop.example/", "[Beans]", "-" * 24, "Left",
        "Cup\n8 €\nTo the cup\nhttps://shop.example/cup",
        FOOT,
    ]  # fmt: skip


def test_each_person_reads_their_own(written):
    devi, nobody = (written(HELLO, facts=facts).text.split("\n")[0] for facts in ({"first_name": "Devi"}, {}))

    assert (devi, nobody) == ("Hello Devi", "Hello friend")


def test_a_mail_without_a_footer_gets_one_and_its_links():
    mail = mail_of({"blocks": [{"kind": "text", "text": "Hello"}]})

    assert [block["kind"] for block in plain(mail)["blocks"]] == ["text", "footer"]


def test_of_two_footers_one_stays_and_it_is_the_end():
    mail = mail_of({"blocks": [{"kind": "footer", "address": "A"}, {"kind": "divider"}, {"kind": "footer"}]})

    assert plain(mail)["blocks"] == [{"kind": "divider"}, {"kind": "footer", "address": "A"}]


def test_the_way_out_is_worded_in_the_mails_language(written):
    assert "\n配信を停止する: https://polku.example/" in written(HELLO, language="ja").text


def test_what_is_stored_is_what_was_given():
    mail = mail_of({"blocks": [HELLO, {"kind": "columns", "left": [HELLO]}], "preheader": "x", "accent": "#aa0000"})

    assert stored(to_store(mail)) == mail


def test_a_text_alone_is_a_mail_too():
    made = email("Hi", "", {"first_name": "Devi"}, body="Hello *{{ person.first_name }}*", **LEAVE)

    assert made.text.split("\n")[0] == "Hello Devi"
    assert "<em>Devi</em>" in made.html


def test_a_subject_is_one_line_whatever_is_in_a_name(written):
    made = written(HELLO, subject="For {{ person.name }}", facts={"name": "Devi\r\nBcc: all@example.com\x00"})

    assert made.subject == "For Devi Bcc: all@example.com"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{% for i in (1..900) %}{% for j in (1..10) %}{% assign x = person.name | upcase %}{% endfor %}{% endfor %}",
         "The template takes too long."),
        ("{% for i in (1..400) %}{{ person.name }}{% endfor %}", "The text becomes too long."),
    ],
)  # fmt: skip
def test_many_blocks_together_have_no_more_time_and_room_than_one(written, text, told):
    began = clock.computed()

    with pytest.raises(BrokenTemplate) as refused:
        written(*[{"kind": "heading", "text": f"{number} {text}"} for number in range(40)], facts={"name": "x" * 50})

    assert refused.value.problem.sentence == told
    assert clock.computed() - began < 2


def test_nothing_is_fetched_from_anywhere_but_the_writers_pictures(written):
    made = written(HELLO, {"kind": "button", "label": "x", "url": "https://shop.example"})

    assert [word for word in ("@import", "url(", "<script", "<link", "fonts.") if word in made.html] == []


@pytest.mark.parametrize(
    "given",
    [
        {"blocks": [{"kind": "video"}]},
        {"blocks": [{"kind": "heading", "txt": "a"}]},
        {"blocks": [{"kind": "columns", "left": [{"kind": "columns"}]}]},
        {"blocks": [{"kind": "spacer", "height": 4_000}]},
        {"blocks": [{"kind": "text", "text": "a" * 20_001}]},
        {"blocks": [{"kind": "divider"}] * 101},
        {"blocks": [], "accent": "red;}"},
        {"blocks": [], "language": '"><b'},
        [],
    ],
)
def test_what_is_no_mail_is_refused_with_a_sentence(given):
    with pytest.raises(BrokenTemplate) as refused:
        mail_of(given)

    assert refused.value.problem.sentence
