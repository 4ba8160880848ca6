"""Chats with one of each kind that LINE knows, as polku writes them, in portions that LINE takes at once.

No text holds a link: once sent, it leads by way of polku and is another one.
"""

from typing import Any

from tests.browser.phone.stage import EXAMPLES

Json = dict[str, Any]
PICTURES = "https://pictures.example"
EMOJI = {"kind": "emoji", "product_id": "5ac1bfd5040ab15980c9b435", "emoji_id": "001"}
OPEN = {"kind": "uri", "label": "Open the shop", "url": "https://kahvila.example/shop"}
SAY = {"kind": "message", "label": "Ask us", "text": "When are you open?"}
BOOK = {"kind": "datetimepicker", "label": "Choose a day", "data": "book", "mode": "date"}
LATER = {"kind": "postback", "label": "Not now", "data": "later", "display_text": "Another time"}
COPY = {"kind": "clipboard", "label": "Copy the code", "text": "WELCOME20"}


def chats(coupon_id: str) -> list[Json]:
    """`coupon_id`: of a coupon that the account has."""
    return [
        {
            "blocks": [
                {"kind": "text", "text": "Hello {{ person.name }} 🍎\n{x}"},
                {"kind": "text", "text": "New beans {a}{a} in town", "substitution": {"a": EMOJI}},
                {"kind": "text", "text": "{a} {20 %} off for everybody {x}", "substitution": {"a": EMOJI}},
                {"kind": "sticker", "package_id": "446", "sticker_id": "1988"},
                {"kind": "image", "src": f"{PICTURES}/120x80.png"},
            ],
        },
        {
            "blocks": [
                {"kind": "video", "src": f"{PICTURES}/a.mp4", "preview": f"{PICTURES}/64x36.png"},
                {"kind": "audio", "src": f"{PICTURES}/a.m4a", "duration_ms": 62_000},
                {"kind": "location", "title": "Kahvila", "address": "〒150-0001 東京都渋谷区神宮前1-1-1",
                 "latitude": 35.67, "longitude": 139.7},
                {"kind": "imagemap", "src": f"{PICTURES}/map", "alt": "The menu", "height": 520, "areas": [
                    {"x": 0, "y": 0, "width": 520, "height": 520, "action": OPEN},
                    {"x": 520, "y": 0, "width": 520, "height": 520, "action": SAY}]},
                {"kind": "buttons", "title": "A table for you", "text": "By the window, at seven",
                 "src": f"{PICTURES}/102x68.png", "actions": [BOOK, LATER, OPEN], "action": OPEN},
            ],
        },
        {
            "blocks": [
                {"kind": "confirm", "text": "Shall we keep it for you?", "actions": [SAY, LATER]},
                {"kind": "carousel", "alt": "Two beans", "columns": [
                    {"title": name, "text": "250 g", "src": f"{PICTURES}/102x68.png", "actions": [OPEN, COPY]}
                    for name in ("Light roast", "Dark roast")]},
                {"kind": "image_carousel", "alt": "Cakes", "columns": [
                    {"src": f"{PICTURES}/104x104.png", "action": {**OPEN, "label": name}}
                    for name in ("Pulla", "Pie")]},
                {"kind": "flex", "alt": "Receipt", "contents": EXAMPLES["flex_receipt"]["contents"]},
                {"kind": "coupon", "coupon_id": coupon_id},
            ],
            "quick_replies": [{"action": SAY, "icon": f"{PICTURES}/20x20.png"}, {"action": BOOK},
                              {"action": {"kind": "location", "label": "Where I am"}}],
            "sender": {"name": "Bo of Kahvila", "icon": f"{PICTURES}/20x20.png"},
        },
    ]  # fmt: skip
