"""What may keep a message from being read is found, with its place."""

import pytest

from polku.say.content.advice.advice import advice
from polku.say.content.blocks.read import mail_of
from polku.say.content.chat.read import chat_of

FOOT = {"kind": "footer", "address": "Kahvila, Helsinki"}
HELLO = {"kind": "text", "text": "Hello"}
PICTURE = {"kind": "image", "src": "https://img.example/a.png", "alt": "Beans"}
SMALL, LARGE = {"kind": "heading", "text": "Beans", "look": "small"}, {"kind": "heading", "text": "Winter"}
GO = {"kind": "button", "label": "To the shop", "url": "https://shop.example"}


def mail(*blocks, **more):
    return mail_of({"blocks": [*blocks, FOOT], "preheader": "Two cups", **more})


def found(*blocks, subject="Coffee", **more):
    return [(one.code, one.field) for one in advice(subject, mail(*blocks, **more))]


def text(words):
    return {"kind": "text", "text": words}


def test_a_plain_mail_has_nothing_to_say_about_it():
    assert found(LARGE, SMALL, HELLO, PICTURE, GO, text("See [our beans](https://shop.example/beans).")) == []


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("WINTER COFFEE", "subject_capitals"),
        ("Coffee!!", "subject_exclamation"),
        ("Coffee " * 12, "subject_long"),
        ("Re: Coffee", "subject_answer"),
        ("Coffee ☕🎉🎁", "subject_emojis"),
        ("two cups ", "preheader_same"),
        ("冬のコーヒー", None),
        ("{{ person.name | default: 'a very long one that stands here in its place' }}!", None),
    ],
)
def test_a_subject_that_is_cut_off_or_loud_or_pretends(subject, expected):
    assert found(HELLO, subject=subject) == ([(expected, found(HELLO, subject=subject)[0][1])] if expected else [])


@pytest.mark.parametrize(
    ("preheader", "expected"),
    [("", [("preheader_missing", "preheader")]), ("Cup " * 40, [("preheader_long", "preheader")])],
)
def test_what_stands_beside_the_subject(preheader, expected):
    assert found(HELLO, preheader=preheader) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (PICTURE | {"alt": " "}, ("alt_missing", "blocks.2")),
        (PICTURE | {"alt": "IMG_0042.JPG"}, ("alt_file_name", "blocks.2")),
        (GO | {"label": "Click here »"}, ("link_words", "blocks.2")),
        (text("Our beans are [here](https://shop.example/beans)."), ("link_words", "blocks.2.text")),
        (text("詳しくは[こちら](https://shop.example/)"), ("link_words", "blocks.2.text")),
        (text("See [shop.example](https://elsewhere.example/a)."), ("other_host", "blocks.2.text")),
        (text("See [https://shop.example/a](https://bit.ly/x)."), ("other_host", "blocks.2.text")),
        (GO | {"url": "https://bit.ly/x"}, ("short_address", "blocks.2")),
        (GO | {"url": "https://192.0.2.7/x"}, ("number_host", "blocks.2")),
        (GO | {"url": "http://shop.example"}, ("not_https", "blocks.2")),
        (text("BUY NOW, TODAY ONLY"), ("capitals", "blocks.2.text")),
        (text("Now!!"), ("exclamation", "blocks.2.text")),
        ({"kind": "columns", "left": [PICTURE | {"alt": ""}]}, ("alt_missing", "blocks.2.left.1")),
        ({"kind": "heading", "text": ""}, ("heading_empty", "blocks.2.text")),
    ],
)
def test_each_finding_has_its_place(block, expected):
    assert found(HELLO, block)[0] == expected


@pytest.mark.parametrize(
    "words",
    [
        "See [www.shop.example](https://shop.example/a), [shop.example](https://news.shop.example).",
        "See [our beans](https://shop.example/{{ person.city }}) or https://shop.example/all.",
        "[{{ person.shop }}](https://shop.example), [to the shop](https://{{ person.shop }}/a)",
        "[Read about v2.0](https://shop.example), [Node.js](https://shop.example)",
    ],
)
def test_links_that_lead_where_they_say(words):
    assert found(text(words)) == []


def test_headings_are_read_out_in_their_order():
    assert found(SMALL, LARGE) == [("heading_order", "blocks.1.text")]
    assert found(SMALL, SMALL) == []


def test_pictures_want_words_beside_them():
    assert found(PICTURE) == [("only_pictures", "")]
    assert found(PICTURE, PICTURE, HELLO) == [("few_words", "")]
    assert found(PICTURE, PICTURE, text("冬のコーヒーが入荷しました。" * 8)) == []


def test_many_links_many_buttons_a_hidden_way_out_and_no_address():
    assert found(text(" ".join(f"https://shop.example/{n}" for n in range(21)))) == [("many_links", "")]
    assert found(HELLO, *[GO] * 4) == [("many_buttons", "")]
    hidden = mail_of({"blocks": [HELLO, {"kind": "footer", "unsubscribe": "."}], "preheader": "x"})
    assert [one.code for one in advice("Coffee", hidden)] == ["no_address", "hidden_way_out"]


def test_a_mail_that_would_be_cut_off_is_said_first():
    assert advice("COFFEE COFFEE", mail(HELLO), html="ä" * 60_000)[0].code == "too_large"


def test_a_chat_is_looked_at_too_with_the_colours_of_its_cards():
    body = {
        "type": "box",
        "layout": "vertical",
        "backgroundColor": "#ffcc00",
        "contents": [{"type": "text", "text": "Tea", "color": "#ffffff"}, {"type": "text", "text": "Cup"}],
    }
    chat = chat_of(
        {
            "blocks": [
                text("Hello, see https://bit.ly/x"),
                {"kind": "flex", "contents": {"type": "bubble", "body": body}},
                {
                    "kind": "confirm",
                    "text": "Tea?",
                    "actions": [{"kind": "uri", "label": "Here", "url": "https://a.example"}],
                },
            ]
        }
    )

    assert [(one.code, one.field) for one in advice("", chat)] == [
        ("link_words", "blocks.3.actions.1"),
        ("contrast", "blocks.2.contents.body.contents.1"),
        ("short_address", "blocks.1.text"),
    ]


def test_a_text_alone_is_looked_at_for_what_it_has():
    assert [one.code for one in advice("COFFEE COFFEE", "NOW OR NEVER\nhttp://shop.example")] == [
        "subject_capitals",
        "not_https",
    ]
