"""What a letter looks like to whoever receives it: read by the standard library, which had no part in making it."""

import email
import email.policy
import re
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from polku.say.channels.channel import Letter
from polku.say.channels.email import address, headers, mime
from polku.say.channels.email.compose import Composer
from polku.say.channels.email.models import EmailServer
from polku.say.channels.email.names import message_of, name_of

LEAVE = "http://127.0.0.1:8600/p/unsubscribe/x.y"
AT_MS = 1_795_262_400_000  # noon on 21 November 2026
NASTY = st.text(st.characters(exclude_categories=("Cs",)), max_size=300) | st.text(
    "a \r\n\t:=?.\0\x85\u2028é雪", max_size=120
)


def composed(*, subject="Tea", text="Hello", html="", name="Kahvila", to="devi@shop.example", server=None, **more):
    made = EmailServer(host="mail.example", from_name=name, from_address="aino@kahvila.example", **(server or {}))
    letter = Letter("campaign:7/x", 5, 7, to, subject, text, html=(html,) if html else (), message_id=12, **more)
    return Composer(made, at_ms=AT_MS).job(letter, address.read(to))


def received(job):
    """As it lies in the mailbox."""
    assert job.content.endswith(b"\r\n.\r\n")
    whole = job.content[:-3]
    return email.message_from_bytes(whole, policy=email.policy.default)


def part(message, kind):
    return message.get_body((kind,)).get_content()


def test_all_that_good_practice_asks_for_stands_in_the_headers():
    message = received(composed(unsubscribe_url=LEAVE))

    assert message["From"] == "Kahvila <aino@kahvila.example>"
    assert message["To"] == "devi@shop.example"
    assert message["Date"] == "Sat, 21 Nov 2026 12:00:00 +0000"
    assert parsedate_to_datetime(message["Date"]).timestamp() * 1000 == AT_MS
    assert message["Message-ID"] == f"<{name_of(12)}@kahvila.example>"
    assert message["Precedence"] == "bulk"
    assert message["Feedback-ID"] == "7:email:polku:kahvila.example"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"] == f"<{LEAVE}>"
    assert message.get_content_type() == "multipart/alternative"
    assert [one.get_content_type() for one in message.iter_parts()] == ["text/plain", "text/html"]
    assert message.defects == []


def test_a_receipt_needs_no_way_to_unsubscribe():
    assert received(composed())["List-Unsubscribe"] is None


def test_the_same_message_has_the_same_id_at_every_attempt():
    assert received(composed())["Message-ID"] == received(composed())["Message-ID"]


def test_a_message_id_is_ours_only_with_its_seal():
    name = name_of(12)

    assert message_of(name) == message_of(name.upper()) == 12
    assert message_of(name[:-1] + ("0" if name[-1] != "0" else "1")) is None
    assert message_of("nonsense") is None


def test_the_bounce_address_carries_the_messages_name():
    job = composed(server={"bounce_address": "bounce+*@kahvila.example"})

    assert job.sender.decode() == f"bounce+{name_of(12)}@kahvila.example"
    assert composed(server={"bounce_address": "bounce@kahvila.example"}).sender == b"bounce@kahvila.example"
    assert composed().sender == b"aino@kahvila.example"


@given(NASTY)
@example("x\r\nBcc: everybody@shop.example")
@example("=?utf-8?q?x=0ABcc=3A?=")
@example("long " * 60)
@example("雪" * 100)
def test_no_subject_can_add_a_header_or_break_a_line(text):
    message = received(composed(subject=text))

    assert message.keys() == received(composed()).keys()
    assert " ".join(message["Subject"].split()) == " ".join(headers.clean(text).split())
    assert len(message.get_all("Subject")) == 1


@given(NASTY)
@example('Aino "the boss" \\ <x@y>, z')
@example("カフェ" * 30)
def test_no_name_can_add_a_header(name):
    field = headers.mailbox("From", name, address.read("aino@kahvila.example"))
    message = email.message_from_bytes(field + b"X-Next: 1\r\n\r\n", policy=email.policy.default)
    # Python's own parser of today leaves spaces between encoded words of a name.
    spoken = parseaddr(email.message_from_bytes(field)["From"])[0]

    assert message.keys() == ["From", "X-Next"]
    assert [one.addr_spec for one in message["From"].addresses] == ["aino@kahvila.example"]
    assert " ".join(str(make_header(decode_header(spoken))).split()) == " ".join(headers.clean(name).split())
    assert max(len(line) for line in field.split(b"\r\n")) <= 78


@given(NASTY, NASTY)
@example(".\r\n.\r\n..x", "\r.\n.\r\n")
@example("trailing  \n\ttab \n", "é" + "y" * 5_000)
@example("--=_x\r\nFrom me", "a" * 3_000)
def test_both_parts_arrive_as_they_were_written(text, html):
    job = composed(text=text or "x", html=html or "<p>", server={"tracks_opens": False, "tracks_clicks": False})
    message = received(job)

    assert lines(part(message, "plain")) == lines(text or "x")
    assert lines(part(message, "html")) == lines(html or "<p>")
    assert max(len(line) for line in job.content.split(b"\r\n")) <= 998
    assert re.search(rb"\r(?!\n)|(?<!\r)\n", job.content) is None
    assert job.content.find(b"\r\n.") == len(job.content) - 5


def lines(text):
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")


def test_a_plain_text_gets_a_page_and_a_way_out():
    message = received(composed(text="Hello <Devi>\nhttps://shop.example/tea.", unsubscribe_url=LEAVE))

    assert "&lt;Devi&gt;" in part(message, "html")
    assert part(message, "html").count("/p/unsubscribe/") == 2  # where it leads, and what is read
    assert part(message, "plain").count("/p/unsubscribe/") == 1
    assert "https://shop.example/tea" not in part(message, "plain")


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("devi@shop.example", "devi@shop.example"),
        (" Devi.S+tea@SHOP.example ", "Devi.S+tea@shop.example"),
        ("devi@münchen.example", "devi@xn--mnchen-3ya.example"),
        ("devi@straße.example", "devi@xn--strae-oqa.example"),
        ("devi@日本語.example", "devi@xn--wgv71a119e.example"),
        ("..docomo..@mobile.example", '"..docomo.."@mobile.example'),
        ("дэви@shop.example", "дэви@shop.example"),
    ],
)
def test_addresses_are_written_as_servers_take_them(given, written):
    assert address.read(given).text == written


@pytest.mark.parametrize(
    "given",
    ["", "devi", "@shop.example", "devi@", "de vi@shop.example", "devi@shop..example", "devi@-shop.example",
     "devi@shop.example\r\nRCPT TO:<x@y>", "devi>@shop.example", "de\nvi@shop.example", "a@b@shop.example",
     "x" * 65 + "@shop.example", "devi@" + "x" * 64 + ".example", "devi\u2028@shop.example", "devi@shop.exa mple"],
)  # fmt: skip
def test_what_is_no_address_is_none(given):
    assert address.read(given) is None


@given(NASTY.map(lambda text: text + "@shop.example") | NASTY)
def test_no_address_can_end_a_command(text):
    found = address.read(text)

    assert found is None or not re.search(r"[\s<>\0]", found.text)


def test_only_letters_in_the_local_part_need_a_server_that_can_write_them():
    assert not address.read("devi@münchen.example").needs_utf8
    assert address.read("дэви@shop.example").needs_utf8


def test_a_letters_name_stands_in_no_language_of_the_process():
    assert mime.date(AT_MS // 1000) == b"Sat, 21 Nov 2026 12:00:00 +0000"
