"""What somebody said on LINE stands in their story: words, pictures, places, and nothing of what was taken back."""

import pytest
from django.db import connection

from polku.doors.web.kinds import event_name
from polku.kit import clock, ids
from polku.know.events.append import News, append
from polku.know.events.append import tell as announce
from polku.know.teams.own_doors import source_of
from polku.say.channels.line.coupons.models import LineCoupon
from polku.say.channels.line.inbox.models import LineMedia
from polku.say.channels.line.inbox.received import read
from polku.say.channels.line.media import files
from polku.say.channels.line.sources.found import FOUND
from polku.say.content.chat.blocks import Chat, Coupon, Image
from polku.say.content.chat.read import to_store
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.models import Message
from tests.doors.web.queries import queries
from tests.say.channels.line.webhooks import DEVI, FUMI, NOON_MS, account, body, event, text

pytestmark = pytest.mark.django_db
PICTURE = b"\x89PNG\r\n\x1a\nof buns"


@pytest.fixture
def tell(columns, carry_on):
    def run(*events):
        now_ms = clock.now_ms()
        given = {"account": "kahvila", "source": source_of("line", name="LINE"), "received_ms": now_ms}
        batch = read(body(*events), latest_ms=now_ms + NOON_MS, **given).batch
        with connection.cursor() as cursor:
            append(cursor, [batch], vendor=connection.vendor)
        carry_on()

    return run


def page(user=DEVI):
    return f"/people/{ids.public(ids.identity_id('line', user))}"


def sends(kind, number="571", user=DEVI, **more):
    return event("message", user=user, message={"id": number, "type": kind, **more})


def test_words_stickers_and_places_are_read_in_the_story(web, tell):
    account()
    tell(
        text("Onko pulla tuoretta?"),
        sends("sticker", "572", packageId="446", stickerId="1988", keywords=["hello"]),
        sends("location", "573", title="Kahvila", address="1 Katu", latitude=60.17, longitude=24.94),
        event("follow", follow={"isUnblocked": False}),
    )

    shown = web.get(page()).text

    for words in ("Wrote on LINE", "Onko pulla tuoretta?", "446 / 1988", "hello", "1 Katu", "60.17, 24.94",
                  "Became a friend on LINE", "Known from LINE"):  # fmt: skip
        assert words in shown
    assert "quote_token" not in shown


def test_a_message_that_was_taken_back_is_hidden_at_once(web, tell):
    account()
    tell(text("the code is 4711", message_id="571"))
    tell(event("unsend", unsend={"messageId": "571"}))

    shown = web.get(page()).text

    assert "4711" not in shown
    assert "This message was taken back." in shown


def test_an_edited_message_says_what_it_says_now(web, tell):
    account()
    tell(text("at noon", message_id="571"))
    tell(event("messageEdited", at_ms=NOON_MS + 9, message={"id": "571", "type": "text", "text": "at one"}))

    moments = {one.event.name: one.said for one in web.get(page()).context["moments"] if one.event.type == "track"}

    assert (moments["Message Received"].text, moments["Message Received"].is_edited) == ("at one", True)


def test_a_picture_is_shown_to_members_and_to_nobody_else(web, client, tell, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    account()
    tell(
        sends("image", contentProvider={"type": "line"}), sends("image", "572", FUMI, contentProvider={"type": "line"})
    )
    assert "It is being fetched from LINE." in web.get(page()).text
    LineMedia.objects.filter(message_id="571").update(
        state="there", name=files.write(PICTURE), content_type="image/png", bytes=len(PICTURE)
    )
    row = LineMedia.objects.get(message_id="571")
    address = f"{page()}/line/{row.pk}"

    assert f'<img src="{address}"' in web.get(page()).text
    answer = web.get(address)
    assert (answer["Content-Type"], b"".join(answer.streaming_content)) == ("image/png", PICTURE)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert web.get(f"{page(FUMI)}/line/{row.pk}").status_code == 404
    web.logout()
    assert web.get(address).status_code == 302


def test_a_player_may_jump_about_in_a_film(web, tell, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    account()
    tell(sends("video"))
    LineMedia.objects.update(state="there", name=files.write(PICTURE), content_type="video/mp4", bytes=len(PICTURE))
    address = f"{page()}/line/{LineMedia.objects.get().pk}"

    for asked, status, shown, told in (
        ({"Range": "bytes=0-"}, 206, PICTURE, "bytes 0-14/15"),
        ({"Range": "bytes=8-9"}, 206, PICTURE[8:10], "bytes 8-9/15"),
        ({"Range": "bytes=-4"}, 206, b"buns", "bytes 11-14/15"),
        ({"Range": "bytes=15-"}, 416, b"", "bytes */15"),
        ({"Range": "bytes=0-1,4-5"}, 200, PICTURE, None),
        ({"Range": "bytes=8-9", "If-Range": '"x"'}, 200, PICTURE, None),
    ):
        answer = web.get(address, headers=asked)
        assert (answer.status_code, b"".join(answer)) == (status, shown)
        assert (answer.get("Content-Range"), answer["Accept-Ranges"]) == (told, "bytes")
        assert status == 416 or (answer["Content-Length"], answer["Content-Type"]) == (str(len(shown)), "video/mp4")


def test_what_could_run_is_handed_out_as_a_file(web, tell, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    account()
    tell(sends("file", fileName="hello.html", fileSize=3))
    LineMedia.objects.update(state="there", name=files.write(b"<script>"), content_type="text/html", bytes=8)
    answer = web.get(f"{page()}/line/{LineMedia.objects.get().pk}")

    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    answer.close()


def test_a_button_says_what_it_told_us(web, tell):
    account()
    tell(event("postback", postback={"data": "table=4"}))

    [tapped] = [one for one in web.get(page()).context["moments"] if one.event.name == "Postback Received"]

    assert (tapped.title, tapped.note) == ("Tapped a button on LINE", "table=4")


def test_a_coupon_and_a_picture_that_we_sent_are_called_by_what_they_are(web, tell, carry_on):
    LineCoupon.objects.create(account=account(), line_id="c1", title="Free bun", status="RUNNING")
    tell(text("Moi"))
    number = ids.identity_id("line", DEVI)
    chat = Chat((Coupon(coupon_id="c1"), Image(src="https://kahvila.example/bun.png")))
    put_into_words("greeting:1", subject="", body="", mail=to_store(chat))
    ask_many("greeting:1", identity_ids=[number], channel="line:kahvila", campaign_id=None, due_ms=0, now=clock.now())
    said = {"channel": "line:kahvila", "message_id": Message.objects.get().pk, "cause": "greeting:1"}
    announce([News("Message Sent", ("line", DEVI), "sent:1", said)])
    carry_on()

    shown = web.get(page()).text

    assert "[🎟 Free bun]" in shown
    assert "[a picture]" in shown


def test_the_same_number_of_queries_however_much_was_said(web, tell):
    account()
    tell(sends("image", "1", contentProvider={"type": "line"}), text("Hi", message_id="2"))
    few = queries(web, page())
    tell(*[sends("image", f"9{number}", contentProvider={"type": "line"}) for number in range(5)], text("Hi"))

    assert queries(web, page()) == few


def test_what_we_said_stands_beside_what_they_said(web, tell, carry_on):
    account()
    tell(text("Onko pulla tuoretta?"))
    number = ids.identity_id("line", DEVI)
    put_into_words("campaign:7", subject="", body="Tervetuloa {{ person.name | default: 'ystävä' }}!")
    ask_many("campaign:7", identity_ids=[number], channel="line:kahvila", campaign_id=7, due_ms=0, now=clock.now())
    message = Message.objects.get()
    said = {"channel": "line:kahvila", "message_id": message.pk, "cause": "campaign:7"}
    announce([News("Message Sent", ("line", DEVI), "sent:1", said)])
    carry_on()

    shown = web.get(page()).text

    assert "Tervetuloa ystävä!" in shown
    assert "filled in with what is known of them today" in shown


def test_every_event_of_ours_about_friends_is_called_by_words():
    assert event_name(FOUND) == "Came by a place of ours on LINE"
