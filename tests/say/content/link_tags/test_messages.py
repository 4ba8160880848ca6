"""The links of mails, chats and texts are tagged, whoever they are filled in for."""

from polku.say.channels.line.content import native
from polku.say.content.blocks.read import mail_of
from polku.say.content.chat.read import chat_of
from polku.say.content.email import fill, make
from polku.say.content.link_tags.tags import Tags

TAGS = Tags((("utm_source", "polku"),))
BLOCKS = [
    {"kind": "text", "text": "See [tea](https://shop.example/{{ person.tea }}?a=1#top) or https://shop.example/all."},
    {"kind": "button", "label": "Go", "url": "{{ person.page }}"},
    {"kind": "button", "label": "Call", "url": "tel:+358401234567"},
]
WHO = {"tea": "sen&cha", "page": "https://shop.example/me?x=%26"}
PREFERENCES, UNSUBSCRIBE = "https://polku.example/p/preferences/a", "https://polku.example/p/unsubscribe/b"


def test_in_a_mail_before_it_leads_by_way_of_us_but_for_the_ways_out():
    seen = fill(make("Hello", mail_of({"blocks": BLOCKS}), TAGS), WHO, preferences=PREFERENCES, unsubscribe=UNSUBSCRIBE)

    assert 'href="https://shop.example/sen&amp;cha?a=1&amp;utm_source=polku#top"' in seen.html
    assert 'href="https://shop.example/me?x=%26&amp;utm_source=polku"' in seen.html
    assert 'href="https://shop.example/all?utm_source=polku"' in seen.html
    assert ">https://shop.example/all</a>" in seen.html
    assert 'href="tel:+358401234567"' in seen.html
    assert seen.html.count("utm_source") == 3
    assert "or https://shop.example/all?utm_source=polku." in seen.text
    assert f"{PREFERENCES}\n" in seen.text
    assert f"{UNSUBSCRIBE}\n" in seen.text


def test_in_a_chat_and_a_chat_that_is_the_same_for_everybody_stays_so():
    chat = {
        "blocks": [
            {"kind": "text", "text": "https://shop.example/a、 tel"},
            {"kind": "sticker", "package_id": "446", "sticker_id": "1988"},
            *BLOCKS[2:],
            card("https://shop.example/b"),
        ]
    }
    made = native.make(chat_of(chat), TAGS)

    assert made.is_constant(follows=False)
    said = made.fill({}).chat.decode()
    assert "https://shop.example/a?utm_source=polku、" in said
    assert '"uri":"https://shop.example/b?utm_source=polku"' in said
    assert '"uri":"tel:+358401234567"' in said


def test_clicks_are_told_of_the_tagged_address():
    made = native.make(chat_of({"blocks": [card("https://shop.example/{{ person.tea }}")]}), TAGS)

    said = made.fill({"tea": "sencha"}, through_us=lambda url: f"https://us.example/?{url}").chat.decode()

    assert '"uri":"https://us.example/?https://shop.example/sencha?utm_source=polku"' in said


def card(url):
    return {"kind": "button", "label": "Go", "url": url}
