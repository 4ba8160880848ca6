"""A mail is looked over: what cannot be kept, what is not finished, what could be better."""

import pytest

from polku.say.content.advice.advice import advice
from polku.say.content.blocks import check
from polku.say.content.blocks.examples import begun, examples
from polku.say.content.blocks.read import mail_of
from polku.say.content.email import make


def mail(*blocks, **more):
    return mail_of({"blocks": list(blocks), "preheader": "x", **more})


@pytest.mark.parametrize("name", [example.name for example in examples()])
def test_every_layout_is_sound_and_lacks_only_where_its_button_leads(name):
    subject, begins = begun(name, language="en", address="Kahvila") or ("", mail())

    assert check.problems(subject, begins) == []
    assert {problem.sentence for problem in check.unfinished(subject or "x", begins)} <= {
        "The button leads nowhere: give it an address."
    }
    assert advice(subject, begins) == [] or name == "blank"
    assert make(subject, begins).html


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
