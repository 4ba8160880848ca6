"""A mail is looked over: what cannot be kept, what is not finished, what could be better."""

import pytest

from polku.say.content.blocks import check
from polku.say.content.blocks.examples import begun, examples
from polku.say.content.blocks.hints import hints
from polku.say.content.blocks.read import mail_of
from polku.say.content.email import make


def mail(*blocks, **more):
    return mail_of({"blocks": list(blocks), "preheader": "x", **more})


def fields(problems):
    return [problem.field for problem in problems]


FOOT = {"kind": "footer", "address": "Kahvila, Helsinki"}
HELLO = {"kind": "text", "text": "Hello"}
PICTURE = {"kind": "image", "src": "https://img.example/a.png", "alt": "Beans"}


@pytest.mark.parametrize("name", [example.name for example in examples()])
def test_every_layout_is_sound_and_lacks_only_where_its_button_leads(name):
    subject, begins = begun(name, language="en", address="Kahvila") or ("", mail())

    assert check.problems(subject, begins) == []
    assert {problem.sentence for problem in check.unfinished(subject or "x", begins)} <= {
        "The button leads nowhere: give it an address."
    }
    assert hints(subject, begins, html="") == [] or name == "blank"
    assert make(subject, begins).html


@pytest.mark.parametrize(
    ("subject", "blocks", "expected"),
    [
        ("Coffee", [HELLO, FOOT], []),
        ("WINTER COFFEE", [HELLO, FOOT], ["subject"]),
        ("冬のコーヒー", [HELLO, FOOT], []),
        ("Coffee!!", [HELLO, FOOT], ["subject"]),
        ("Coffee " * 12, [HELLO, FOOT], ["subject"]),
        ("Coffee", [HELLO], ["blocks.2"]),
        ("Coffee", [PICTURE | {"alt": " "}, HELLO, FOOT], ["blocks.1"]),
        ("Coffee", [PICTURE, FOOT], [""]),
        ("Coffee", [{"kind": "button"}] * 4 + [FOOT], [""]),
    ],
)
def test_hints_say_what_keeps_a_mail_from_being_read(subject, blocks, expected):
    assert fields(hints(subject, mail(*blocks), html="<p>")) == expected


def test_a_mail_that_would_be_cut_off_is_said_first():
    assert "Gmail" in hints("COFFEE COFFEE", mail(HELLO, FOOT), html="ä" * 60_000)[0].sentence


def test_without_a_preview_text_it_is_said_what_stands_there_instead():
    assert fields(hints("Coffee", mail(HELLO, FOOT, preheader=""), html="")) == ["preheader"]


@pytest.mark.parametrize(
    ("block", "is_fine"),
    [
        ({"kind": "button", "url": "https://x.example"}, True),
        ({"kind": "button", "url": "x.example/a"}, True),
        ({"kind": "button", "url": "{{ person.link }}"}, True),
        ({"kind": "button", "url": "data:text/html,x"}, False),
        ({"kind": "button", "url": "vbscript:x"}, False),
        ({"kind": "image", "src": "http://img.example/a.png"}, False),
        ({"kind": "image", "src": "https://127.0.0.1/a.png"}, False),
        ({"kind": "image", "src": "https://[::ffff:10.0.0.1]/a.png"}, False),
        ({"kind": "image", "src": "/p/media/" + "a" * 43 + ".png"}, True),
        ({"kind": "image", "src": "/p/media/../../secret.key"}, False),
        ({"kind": "footer", "address": "[x](javascript:y)"}, False),
    ],
)
def test_addresses_that_are_none_are_not_kept(block, is_fine):
    assert (check.problems("Coffee", mail(block)) == []) is is_fine
