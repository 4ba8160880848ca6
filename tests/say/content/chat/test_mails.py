"""What was written for a messenger can go out as a mail, and the other way round. The guide says what is lost."""

from hypothesis import HealthCheck, given, settings

from polku.say.channels.line.content.native import tried
from polku.say.content.blocks import check
from polku.say.content.blocks.blocks import Footer, walk
from polku.say.content.blocks.read import mail_of
from polku.say.content.chat import plain
from polku.say.content.chat.mails import chat_of_mail, mail_of_chat
from polku.say.content.chat.read import chat_of
from polku.say.content.email import email
from tests.say.channels.line.content.chats import CHATS

FACTS = {"name": "Devi", "short": "D", "orders": 3}
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@given(CHATS)
@QUICK
def test_every_chat_becomes_a_mail_that_can_be_set(given_chat):
    mail = mail_of_chat(chat_of(given_chat))

    assert check.problems("Hello", mail) == []
    assert isinstance(mail.blocks[-1], Footer)
    assert "<html" in email("Hello", _stored(mail), FACTS, preferences="https://p", unsubscribe="https://u").html


@given(CHATS)
@QUICK
def test_every_chat_can_be_said_in_words(given_chat):
    template = plain.text(chat_of(given_chat))

    assert isinstance(template, str)


def test_a_mail_becomes_one_card_without_its_footer():
    mail = mail_of(
        {
            "preheader": "Two cups for one",
            "blocks": [
                {"kind": "heading", "text": "News", "look": "banner"},
                {"kind": "text", "text": "Hello **{{ person.name }}**"},
                {"kind": "button", "label": "Go", "url": "https://example.com"},
                {"kind": "footer", "address": "Katu 1"},
            ],
        }
    )

    chat = chat_of_mail(mail)
    made, problems = tried(chat)

    assert problems == []
    assert [type(block).__name__ for block in chat.blocks] == ["Heading", "Text", "Button"]
    assert made.fill(FACTS).chat.startswith(b'[{"type":"flex","altText":"Two cups for one"')
    assert mail_of_chat(chat).blocks[:3] == mail.blocks[:3]


def test_what_a_mail_can_show_of_a_messenger_s_blocks():
    chat = chat_of(
        {
            "blocks": [
                {"kind": "sticker", "package_id": "1", "sticker_id": "2", "alt": "A wave"},
                {"kind": "location", "title": "Us", "address": "Katu 1", "latitude": 60, "longitude": 24},
                {"kind": "confirm", "text": "Coming?", "actions": [
                    {"kind": "message", "label": "Yes", "text": "Yes"},
                    {"kind": "uri", "label": "Read", "url": "https://example.com"},
                ]},
            ]
        }
    )  # fmt: skip

    shown = [type(block).__name__ for _number, block in walk(mail_of_chat(chat).blocks)]

    assert shown == ["Text", "Text", "Button", "Text", "Button", "Footer"]


def _stored(mail):
    from polku.say.content.blocks.read import to_store

    return to_store(mail)
