"""What can be tapped is found wherever LINE's messages have it."""

from polku.lab.town.tappable import tappable


def test_buttons_links_areas_and_quick_replies_are_found_addresses_first() -> None:
    postback = {"type": "postback", "label": "Tea", "data": "tea"}
    messages = [
        {"type": "template", "template": {"type": "buttons", "actions": [postback]}},
        {"type": "text", "text": "See https://a.example/x and http://b.example"},
        {"type": "imagemap", "actions": [{"type": "uri", "linkUri": "https://c.example", "area": {}}]},
        {
            "type": "flex",
            "contents": {"type": "bubble", "hero": {"type": "image", "action": {"type": "uri", "uri": "tel:1"}}},
            "quickReply": {"items": [{"type": "action", "action": {"type": "message", "label": "A", "text": "B"}}]},
        },
    ]

    assert [action.get("uri", action["type"]) for action in tappable(messages)] == [
        "https://a.example/x",
        "http://b.example",
        "https://c.example",
        "tel:1",
        "postback",
        "message",
    ]


def test_nothing_is_found_where_nothing_can_be_tapped() -> None:
    assert tappable([{"type": "text", "text": "Hello"}, {"type": "sticker", "packageId": "1", "stickerId": "2"}]) == []
    assert tappable([{"type": "template", "template": {"actions": [{"type": "postback"}, None, "x"]}}]) == []
