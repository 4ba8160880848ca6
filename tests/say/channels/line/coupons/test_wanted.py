"""What is asked of LINE is held to LINE's rules before, each at its field."""

import json
from pathlib import Path
from typing import Any

import pytest

from polku.lab import line as lab
from polku.say.channels.line.coupons.wanted import body_of, problems
from polku.say.channels.line.coupons.zones import ZONES, called, nearest, zone_of
from tests.say.channels.line.coupons.conftest import DAY, NOW, Wants


def test_each_thing_that_is_wrong_is_told_at_its_field(wants: Wants) -> None:
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("title", {"title": "  "}),
        ("title", {"title": "券" * 61}),
        ("title", {"title": "🎁" * 31}),
        ("description", {"description": "x" * 1_001}),
        ("condition", {"condition": "x" * 101}),
        ("code", {"code": "x" * 17}),
        ("zone", {"zone": "EUROPE_HELSINKI"}),
        ("ends_at", {"ends_at": NOW - DAY}),
        ("ends_at", {"starts_at": NOW - DAY * 9, "ends_at": NOW - DAY}),
        ("image", {"image": "http://shop.example/a.png"}),
        ("barcode", {"barcode": "https://shop.example/" + "x" * 2_000}),
        ("reward", {"reward": "surprise"}),
        ("percentage", {"amounts": {"percentage": 100}}),
        ("percentage", {"amounts": {}}),
        ("amount", {"reward": "cashBack-fixed", "amounts": {"amount": 0}}),
        ("reduced", {"reward": "discount-explicit", "amounts": {"original": 800, "reduced": 800}}),
        ("chance", {"chance": 0}),
        ("winners", {"chance": 5, "winners": 1_000_000}),
    ]

    for field, values in wrong:
        assert [one.field for one in problems(wants(**values), now=NOW)] == [field], values
    assert problems(wants(title="券" * 60, chance=99, winners=999_999), now=NOW) == []


def test_what_is_empty_is_left_out(wants: Wants) -> None:
    body = body_of(wants(condition="  ", chance=7))

    assert set(body) == {
        "title", "reward", "acquisitionCondition", "maxUseCountPerTicket", "startTimestamp", "endTimestamp", "timezone",
        "visibility",
    }  # fmt: skip
    assert body["acquisitionCondition"] == {"type": "lottery", "lotteryProbability": 7, "maxAcquireCount": -1}


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Asia/Tokyo", "ASIA_TOKYO"),
        ("Asia/Seoul", "ASIA_TOKYO"),
        ("Europe/Berlin", "EUROPE_PARIS"),
        ("?", "ASIA_TOKYO"),
    ],
)
def test_a_team_s_time_zone_becomes_one_of_line_s(place: str, name: str) -> None:
    found = nearest(place, now=NOW)

    assert NOW.astimezone(zone_of(found)).utcoffset() == NOW.astimezone(zone_of(name)).utcoffset()


def test_line_s_zones_of_no_place_have_the_sign_of_everyday() -> None:
    schema = json.loads((Path(lab.__file__).parent / "schema.json").read_text())["schemas"]
    assert set(ZONES) == set(schema["messaging-api/CouponCreateRequest"]["properties"]["timezone"]["enum"])
    assert called("ETC_GMT_MINUS_12", now=NOW) == "UTC−12"
    assert called("ASIA_KATHMANDU", now=NOW) == "UTC+5:45 · Asia/Kathmandu"
