"""What is done on a phone's page is what its owner does in LINE, and what they are sent stands there."""

import numpy as np
import pytest

from polku.lab.line.delivery import deliver, say
from polku.lab.line.platform.coupon import Coupon, Coupons
from tests.lab.phones.lab import Lab

AINO = 3
STRANGER = 12


@pytest.fixture
def lab() -> Lab:
    return Lab()


def sent(lab: Lab, *texts: str, to: int = AINO) -> None:
    messages = [{"type": "text", "text": text} for text in texts]
    deliver(lab.world, lab.account, say(lab.world, lab.account, "push", messages), np.array([to]))


def said(lab: Lab, number: int = AINO) -> list[tuple[str, str]]:
    _, chat = lab.get(lab.phone(number, "/chat"))
    return [(entry["from"], entry["message"]["text"]) for entry in chat["entries"]]


def test_a_chat_shows_who_said_what_in_order(lab: Lab) -> None:
    sent(lab, "Hello", "A cup on us")
    lab.post(lab.phone(AINO, "/says"), {"text": "Thank you"})

    assert said(lab) == [("account", "Hello"), ("account", "A cup on us"), ("me", "Thank you")]


def test_adding_and_blocking_make_lines_webhooks_and_notes_in_the_readers_language(lab: Lab) -> None:
    for verb in ("add", "block", "unblock"):
        lab.post(lab.phone(STRANGER, f"/{verb}"))

    assert [event["type"] for event in lab.events] == ["follow", "unfollow", "follow"]
    _, chat = lab.get(lab.phone(STRANGER, "/chat"), cookie="lab_language=ja")
    assert [entry["message"]["text"] for entry in chat["entries"]] == [
        "友だちに追加しました",
        "ブロックしました",
        "ブロックを解除しました",
    ]


def test_a_button_tells_its_data_and_says_its_text(lab: Lab) -> None:
    sent(lab, "Which one?")
    button = {"type": "postback", "label": "Tea", "data": "choose=tea", "displayText": "Tea, please"}

    lab.post(lab.phone(AINO, "/tap"), {"action": button})

    assert lab.events[-1]["postback"] == {"data": "choose=tea"}
    assert said(lab) == [("account", "Which one?"), ("me", "Tea, please")]


def test_a_date_picker_tells_what_was_picked_and_nothing_else(lab: Lab) -> None:
    picker = {"type": "datetimepicker", "data": "book", "mode": "date"}

    lab.post(lab.phone(AINO, "/tap"), {"action": picker, "params": {"date": "2026-12-01", "other": "x"}})

    assert lab.events[-1]["postback"] == {"data": "book", "params": {"date": "2026-12-01"}}


def test_an_own_message_can_be_changed_and_taken_back_and_nobody_elses(lab: Lab) -> None:
    lab.post(lab.phone(AINO, "/says"), {"text": "Tow cups"})
    _, chat = lab.get(lab.phone(AINO, "/chat"))
    message_id = chat["entries"][0]["id"]

    lab.post(lab.phone(AINO, "/edit"), {"id": message_id, "text": "Two cups"})

    assert (lab.events[-1]["type"], lab.events[-1]["message"]["text"]) == ("messageEdited", "Two cups")
    assert said(lab) == [("me", "Two cups")]

    assert lab.post(lab.phone(4, "/unsend"), {"id": message_id})[0] == 404
    lab.post(lab.phone(AINO, "/unsend"), {"id": message_id})

    assert lab.events[-1]["unsend"] == {"messageId": message_id}
    assert lab.get(lab.phone(AINO, "/chat"))[1]["entries"][0]["isUnsent"] is True


def test_a_picture_is_sent_and_seen(lab: Lab) -> None:
    lab.post(lab.phone(AINO, "/picture"), b"\x89PNG not really", content_type="image/png")

    _, chat = lab.get(lab.phone(AINO, "/chat"))
    message = chat["entries"][0]["message"]
    assert message["originalContentUrl"] == f"/phones/media/{lab.account.channel_id}/{chat['entries'][0]['id']}"
    assert lab.post(lab.phone(AINO, "/picture"), b"<svg/>", content_type="image/svg+xml")[0] == 415


def test_a_coupon_of_lines_own_says_what_it_is(lab: Lab) -> None:
    said = {
        "title": "A free coffee",
        "startTimestamp": 1_600_000_000,
        "endTimestamp": 1_798_000_000,
        "couponCode": "KAHVI",
    }
    lab.account.shelf(Coupons).known["c1"] = Coupon("c1", said, 0)
    messages = [{"type": "coupon", "couponId": "c1"}, {"type": "coupon", "couponId": "gone"}]
    deliver(lab.world, lab.account, say(lab.world, lab.account, "push", messages), np.array([AINO]))

    coupons = lab.get(lab.phone(AINO, "/chat"))[1]["coupons"]

    empty = dict.fromkeys(("image", "description", "condition", "barcode"), "")
    state = "" if lab.world.clock.now_ms() < 1_798_000_000_000 else "over"
    assert coupons == {"c1": {"title": "A free coffee", "until": "2026-12-23", "code": "KAHVI", "state": state} | empty}


def test_a_place_is_shared(lab: Lab) -> None:
    place = {"title": "Kahvila Ekimae", "latitude": 35.68, "longitude": 139.77}

    lab.post(lab.phone(AINO, "/location"), place)

    message = lab.events[-1]["message"]
    assert {name: message[name] for name in place} == place


def test_unread_messages_are_counted_until_the_chat_is_looked_at(lab: Lab) -> None:
    sent(lab, "One", "Two")
    sent(lab, "Three", to=5)

    _, page = lab.get("/phones?only=unread")
    assert [f"/phones/{number}/" in page for number in (AINO, 5, 6)] == [True, True, False]
    assert "2</b>" in page

    lab.post(lab.phone(AINO, "/sees"))
    assert f"/phones/{AINO}/" not in lab.get("/phones?only=unread")[1]


def test_a_wrong_verb_or_phone_is_told(lab: Lab) -> None:
    assert lab.post(lab.phone(AINO, "/dances"))[0] == 404
    assert lab.get("/phones/99999")[0] == 404
    assert lab.post(lab.phone(AINO, "/says"), {"text": " "})[0] == 400
    assert lab.post(lab.phone(AINO, "/tap"), {"action": {"type": "message"}})[0] == 400


def test_pages_in_a_window_of_their_own_know_whose_phone_was_open_last(lab: Lab) -> None:
    channel = lab.account.login_channel_id
    asked = f"response_type=code&client_id={channel}&redirect_uri=http://127.0.0.1/x&state=s&scope=openid"

    assert "value=7>" in lab.get(f"/oauth2/v2.1/authorize?{asked}", cookie="other=1; lab_phone=7")[1]
    assert "value=0>" in lab.get(f"/oauth2/v2.1/authorize?{asked}", cookie="other=7")[1]
