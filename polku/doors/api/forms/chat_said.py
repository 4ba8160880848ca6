"""What each field of a chat's blocks means, and an example."""

from typing import Any

from polku.doors.api.forms.mail import LIMITS as OF_MAILS
from polku.doors.api.forms.mail import SAID as IN_MAILS

ACTION = {"kind": "uri", "label": "To the shop", "url": "https://shop.example"}
EMOJI = {"kind": "emoji", "product_id": "5ac1bfd5040ab15980c9b435", "emoji_id": "001"}
AREA = {"x": 0, "y": 0, "width": 520, "height": 520, "action": ACTION}
BUBBLE = {
    "type": "bubble",
    "body": {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": "Hello {{ person.name }}"}]},
}

SAID: dict[str, tuple[str, Any]] = IN_MAILS | {
    "kind": ("Which one it is", "text"),
    "url": ("Where it leads: http, https, tel or line; may hold merge fields", "https://shop.example/winter"),
    "alt": ("What notifications say, and channels that cannot show it; “” for its own words", "A bag of beans"),
    "label": ("The words on it", "To the shop"),
    "height": ("How high the picture is when it is 1,040 wide", 1_040),
    "Spacer.height": ("Pixels", 24),
    "Spacer.kind": ("Which one it is", "spacer"),
    "address": ("Street and town", "Katu 1, 00100 Helsinki"),
    "substitution": ("What stands within the text where {key} is written, by key", {"wave": EMOJI}),
    "preview": (
        "A smaller picture, shown first; “” for the picture itself, made smaller",
        "https://shop.example/s.jpg",
    ),
    "package_id": ("The sticker's package, one of those that accounts may send", "446"),
    "sticker_id": ("The sticker", "1988"),
    "Video.src": ("https://… of an mp4", "https://shop.example/a.mp4"),
    "AreaVideo.src": ("https://… of an mp4", "https://shop.example/a.mp4"),
    "Audio.src": ("https://… of an mp3 or m4a", "https://shop.example/a.m4a"),
    "Imagemap.src": (
        "An uploaded picture, or an address to which /1040 and the like are added",
        "https://x.example/map",
    ),
    "tracking_id": ("With one we are told who has watched it to the end", "spring-1"),
    "duration_ms": ("How long it is, in milliseconds", 60_000),
    "latitude": ("Degrees, north positive", 60.17),
    "longitude": ("Degrees, east positive", 24.94),
    "areas": ("What can be pressed on the picture, and what it does", [AREA]),
    "video": ("A video that plays within the picture", None),
    "aspect": ("The picture's shape: rectangle is 1.51:1", "rectangle"),
    "fit": ("Whether it fills its field or is shown whole", "cover"),
    "background": ("The colour behind the picture", "#ffffff"),
    "actions": ("The buttons", [ACTION]),
    "action": ("What a press does", ACTION),
    "columns": ("Beside each other, to be swiped", [{"text": "Winter beans", "actions": [ACTION]}]),
    "contents": ("LINE's own Flex JSON, a bubble or a carousel; every string may hold merge fields", BUBBLE),
    "coupon_id": ("The coupon, by LINE's id", "01JYNW8JMQVFBNWF1APF8Z3FS7"),
    "tag": ("By which way it came, for LINE's statistics", "spring"),
    "blocks": ("The blocks of one card", [{"kind": "heading", "text": "News"}]),
    "data": ("What we are told, unseen by the customer", "order=1042"),
    "display_text": ("What appears in the chat as if the customer had said it", "Where is it?"),
    "input_option": ("What opens with it", "openKeyboard"),
    "fill_in_text": ("What stands in the field already; only with openKeyboard", "I would like "),
    "desktop_url": ("Where it leads on a computer instead", "https://shop.example"),
    "mode": ("What is asked for", "date"),
    "initial": ("What is chosen at first, in the form of the mode", "2026-08-31"),
    "least": ("The earliest", "2026-08-01"),
    "most": ("The latest", "2026-12-31"),
    "x": ("From the left, in a picture 1,040 wide", 0),
    "y": ("From the top", 0),
    "Area.width": ("In a picture 1,040 wide", 520),
    "Area.height": ("In a picture 1,040 wide", 520),
    "AreaVideo.width": ("In a picture 1,040 wide", 520),
    "AreaVideo.height": ("In a picture 1,040 wide", 520),
    "product_id": ("The emoji's product", "5ac1bfd5040ab15980c9b435"),
    "emoji_id": ("The emoji", "001"),
    "user": ("A user id of LINE; “” for everybody in the group", "U4af4980629"),
    "icon": ("A square picture, or “” for none", "https://shop.example/icon.png"),
    "name": ("Who seems to write instead of the account", "Bo of Kahvila"),
}
LIMITS: dict[tuple[str, str], dict[str, Any]] = {
    ("Spacer", "height"): OF_MAILS["height"],
    ("Image", "width"): OF_MAILS["width"],
}
