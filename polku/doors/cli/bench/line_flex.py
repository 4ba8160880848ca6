"""One Flex message of ten bubbles, made for one person after the other; against encoding the finished thing as JSON."""

import json
from typing import Any

from polku.kit import clock

ASKED = "< 1 ms a person"
PEOPLE = 5_000
BUBBLES = 10


def measure(*, short: bool) -> dict[str, Any]:
    import msgspec

    from polku.say.channels import chat as chats

    people = PEOPLE // 10 if short else PEOPLE
    made = chats.made("line", json.dumps({"blocks": [flex()]}))
    persons = [{"id": f"p{number}", "first_name": f"Fumi {number}", "city": "Turku"} for number in range(people)]
    filled = made.fill(persons[0])
    plain = msgspec.json.decode(filled.chat)
    took = timed(lambda number: made.fill(persons[number]).chat, people)
    bare = timed(lambda _number: msgspec.json.encode(plain), people)
    bubbles = len(plain[0]["contents"]["contents"])
    return {
        "asked": ASKED,
        "measured": {"us_a_person": took, "bytes": len(filled.chat), "bubbles": bubbles, "people": people},
        "baseline": {"what": "encoding one that is finished already, by msgspec", "us_a_person": bare},
    }


def timed(work: Any, people: int) -> float:
    """Microseconds for one, the best of three rounds."""
    rounds = []
    for _round in range(3):
        begun = clock.monotonic()
        for number in range(people):
            work(number)
        rounds.append((clock.monotonic() - begun) / people * 1e6)
    return round(min(rounds), 1)


def flex() -> dict[str, Any]:
    bubble = {
        "type": "bubble",
        "body": {
            "type": "box",
            "layout": "vertical",
            "contents": [
                {"type": "text", "text": "For {{ person.first_name | default: 'you' }}", "weight": "bold"},
                {"type": "text", "text": "The new harvest has come to {{ person.city }}.", "wrap": True},
            ],
        },
        "footer": {
            "type": "box",
            "layout": "vertical",
            "contents": [
                {
                    "type": "button",
                    "action": {
                        "type": "uri",
                        "label": "To the shop",
                        "uri": "https://shop.example/?for={{ person.id }}",
                    },
                }
            ],
        },
    }
    contents = {"type": "carousel", "contents": [bubble] * BUBBLES}
    return {"kind": "flex", "alt": "News for {{ person.first_name }}", "contents": contents}
