"""What is in a name stays words: in texts, between emojis, in JSON and in addresses."""

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.say.channels.line.content import native
from polku.say.channels.line.content.native import make, tried
from polku.say.content.chat.lengths import units
from polku.say.content.chat.read import chat_of, to_store
from polku.say.content.problem import BrokenTemplate

EMOJI = {"kind": "emoji", "product_id": "5ac1bfd5040ab15980c9b435", "emoji_id": "001"}
FAMILY = "👨‍👩‍👧‍👦"


def sent(*blocks, facts=None, through_us=None, **more):
    made = make(chat_of({"blocks": list(blocks), **more}))
    return msgspec.json.decode(made.fill(facts or {}, through_us=through_us).chat)


def text(words, **more):
    return {"kind": "text", "text": words, **more}


@pytest.mark.parametrize(
    "name", ["{{7*7}}", "{x}", "{a}", '"quoted"', "two\nlines", "\\", "$", "</script>", "{% if %}"]
)
def test_a_name_is_printed_and_never_run(name):
    assert sent(text("Hello {{ person.name }}"), facts={"name": name}) == [{"type": "text", "text": f"Hello {name}"}]


@pytest.mark.parametrize(
    ("written", "shown", "indexes"),
    [("{a} LINE emoji {a}", "$ LINE emoji $", [0, 13]), ("🍎{a} hi " + FAMILY + "{a}", f"🍎$ hi {FAMILY}$", [2, 18])],
)
def test_emojis_stand_where_their_dollars_do_in_utf_16_units(written, shown, indexes):
    (message,) = sent(text(written, substitution={"a": EMOJI}))

    assert message["text"] == shown
    assert [one["index"] for one in message["emojis"]] == indexes


def test_dollars_in_a_name_move_emojis_and_are_none():
    (message,) = sent(text("{{ person.name }} {a}!", substitution={"a": EMOJI}), facts={"name": "🍎$ {a}"})

    assert message["text"] == "🍎$ {a} $!"
    assert [one["index"] for one in message["emojis"]] == [units("🍎$ {a} ")]


ODD = (FAMILY, "🍎", "が", "か\u3099", "\r\n", "$", "{a}", "{{", "}", "é", "e\u0301", "x")
NAMES = st.lists(st.sampled_from(ODD), max_size=6).map("".join)


@settings(max_examples=40)
@given(NAMES, NAMES, st.booleans())
def test_whatever_a_name_is_made_of_emojis_keep_their_places(first, second, mentions):
    facts = {"name": first, "city": second}
    known = {"a": EMOJI} | ({"b": {"kind": "mention"}} if mentions else {})
    (message,) = sent(
        text("{{ person.name }}{a}{{ person.city }}{a}" + "{b}" * mentions, substitution=known), facts=facts
    )

    first, second = (name.replace("\r\n", "\n") for name in (first, second))  # as every filled in text ends its lines
    shown = message["text"].encode("utf-16-le")
    if mentions:
        plain = re.sub(r"(?<!\{)((?:\{\{)*)\{[ab]\}", r"\1$", message["text"])
        assert plain.replace("{{", "{").replace("}}", "}") == f"{first}${second}$$"
    else:
        assert message["text"] == f"{first}${second}$"
        assert [shown[2 * one["index"] :][:2].decode("utf-16-le") for one in message["emojis"]] == ["$", "$"]
        assert message["emojis"][0]["index"] == units(first)


def test_mentions_ask_for_the_newer_kind_of_text_in_which_braces_are_doubled():
    (message,) = sent(
        text("{b} {{ person.name }} {y} {a}", substitution={"a": EMOJI, "b": {"kind": "mention"}}),
        facts={"name": "{x}"},
    )

    assert message == {
        "type": "textV2",
        "text": "{b} {{x}} {{y}} {a}",
        "substitution": {
            "b": {"type": "mention", "mentionee": {"type": "all"}},
            "a": {"type": "emoji", "productId": EMOJI["product_id"], "emojiId": "001"},
        },
    }


def test_formatting_that_line_does_not_know_is_undone():
    (message,) = sent(text("**20 % off** * today only * [here](https://x.fi/{{ person.name }})"), facts={"name": "a"})

    assert message["text"] == "20 % off * today only * here (https://x.fi/a)"


def test_addresses_are_encoded_whatever_is_in_a_name():
    card = {"kind": "button", "label": "Go", "url": "https://例え.jp/ä?n={{ person.name }}"}
    (message,) = sent(card, facts={"name": '"a b"\n{x}é'})

    action = message["contents"]["footer"]["contents"][0]["action"]
    assert action["uri"] == "https://xn--r8jz45g.jp/%C3%A4?n=%22a%20b%22%7Bx%7D%C3%A9"


@pytest.mark.parametrize("name", ["javascript:alert(1)", "", "mailto:a@b.fi"])
def test_who_makes_of_an_address_what_line_does_not_open_gets_nothing(name):
    with pytest.raises(BrokenTemplate) as found:
        sent({"kind": "button", "label": "Go", "url": "{{ person.name }}"}, facts={"name": name})

    assert found.value.problem.field == "blocks.1.url"


def test_links_lead_by_way_of_us_but_not_telephones_nor_what_a_name_brings_along():
    written = "See https://x.fi/a?b=1. {{ person.name }}"
    replies = [
        {"action": {"kind": "uri", "label": "Call", "url": "tel:+358401234567"}},
        {"action": {"kind": "uri", "label": "Open", "url": "https://x.fi"}},
    ]

    (message,) = sent(
        text(written),
        quick_replies=replies,
        facts={"name": "https://evil.fi"},
        through_us=lambda url: f"https://us/{url[-3:]}",
    )

    assert message["text"] == "See https://us/b=1. https://evil.fi"
    assert [one["action"]["uri"] for one in message["quickReply"]["items"]] == ["tel:+358401234567", "https://us/.fi"]


def test_an_address_that_would_become_too_long_by_way_of_us_stays_as_it_is():
    url = "https://x.fi/" + "a" * 900

    (message,) = sent({"kind": "button", "label": "Go", "url": url}, through_us=lambda one: f"https://us/{one}{one}")

    assert message["contents"]["footer"]["contents"][0]["action"]["uri"] == url


LONG_BUTTON = {"kind": "message", "label": "{{ person.long }}", "text": "a"}
OF_LONG = {"kind": "buttons", "text": "{{ person.name }}", "actions": [LONG_BUTTON]}


@pytest.mark.parametrize(
    ("block", "place"), [(text("{{ person.long }}"), "blocks.1.text"), (OF_LONG, "blocks.1.actions.1.label")]
)
def test_who_gets_a_text_that_is_too_long_gets_nothing_and_all_others_theirs(block, place):
    made = make(chat_of({"blocks": [block]}))

    assert made.fill({"name": "a", "long": "short"}).chat
    with pytest.raises(BrokenTemplate) as found:
        made.fill({"name": "a", "long": "🍎" * 2_501})
    assert found.value.problem.field == place


@pytest.mark.parametrize(
    ("unit", "times", "is_taken"),
    [("🍎", 2_500, True), ("🍎", 2_501, False)],
)
def test_a_text_holds_5000_units(unit, times, is_taken):
    assert (tried(chat_of({"blocks": [text(unit * times)]}))[1] == []) is is_taken


@pytest.mark.parametrize(("label", "is_taken"), [(FAMILY * 20, True), ("あ" * 21, False), ("あ" * 20, True)])
def test_a_label_holds_20_letters_as_readers_count_them(label, is_taken):
    button = {"kind": "buttons", "text": "a", "actions": [{"kind": "message", "label": label, "text": "a"}]}

    assert (tried(chat_of({"blocks": [button]}))[1] == []) is is_taken


def test_what_notifications_say_is_cut_to_1500_units():
    flex = {"kind": "flex", "alt": "👍🏽" * 376, "contents": {"type": "bubble", "body": {
        "type": "box", "layout": "vertical", "contents": []}}}  # fmt: skip

    assert units(sent(flex)[0]["altText"]) <= 1_500


def test_what_cannot_be_set_is_tried_once():
    mail, before = to_store(chat_of({"blocks": [text("🍎" * 2_502)]})), native._once.cache_info().misses

    for _person in range(3):
        with pytest.raises(BrokenTemplate):
            native.made(mail)

    assert native._once.cache_info().misses == before + 1


def test_what_is_the_same_for_everybody_is_one_object():
    made = make(chat_of({"blocks": [text("Hello, see https://x.fi")]}))

    assert made.is_constant(follows=False)
    assert not made.is_constant(follows=True)
    assert made.fill({"name": "a"}).chat is made.fill({"name": "b"}).chat


def test_words_that_only_lists_show_make_it_no_less_personal():
    made = make(
        chat_of({"blocks": [{"kind": "sticker", "package_id": "1", "sticker_id": "2", "alt": "{{ person.name }}"}]})
    )

    assert not made.is_constant(follows=False)
    assert made.fill({"name": "a"}).chat is made.fill({"name": "b"}).chat
    assert made.fill({"name": "a"}).text == "[🙂 a]"


def test_a_telephone_number_makes_nobodys_message_their_own():
    made = make(chat_of({"blocks": [text("Call us")], "quick_replies": [
        {"action": {"kind": "uri", "label": "Call", "url": "tel:112"}}]}))  # fmt: skip

    assert made.is_constant(follows=True)
