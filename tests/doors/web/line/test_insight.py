"""LINE's statistics on a page: hidden numbers are called hidden."""

import pytest
from django.test import Client
from django.utils.translation import override

from polku.doors.web.line.demographic import word
from polku.say.channels.line.insight.models import LineStatistic
from polku.say.channels.line.models import LineAccount


def test_hidden_numbers_are_called_hidden_and_those_to_come_not_yet(web: Client, account: LineAccount) -> None:
    page = "/settings/channels/line/kahvila/statistics"
    assert "Nothing yet" in web.get(page).text
    answer = {"followers": 7620, "targetedReaches": None, "blocks": 0}
    LineStatistic.objects.create(
        account=account, kind="followers", day="20261120", status="ready", answer=answer, asked_ms=0
    )

    shown = web.get(page).text

    assert "7,620" in shown
    assert shown.count("hidden (fewer than 20)</span>") == 1
    assert "not yet</span>" in shown  # deliveries


def test_friends_are_told_in_words_in_their_order_with_what_is_hidden(web: Client, account: LineAccount) -> None:
    page = "/settings/channels/line/kahvila/statistics"
    assert "Not asked yet" in web.get(page).text
    row = LineStatistic.objects.create(
        account=account, kind="demographic", day="20261120", status="unready", asked_ms=0
    )
    assert "reach at least 20 friends" in web.get(page).text

    row.status, row.answer = "ready", {
        "ages": [{"age": "unknown", "percentage": 50.0}, {"age": "from50", "percentage": 30.5},
                 {"age": "from15to19", "percentage": None}],
        "areas": [{"area": f"jp_{number:02}", "percentage": number / 10} for number in range(1, 13)],
        "genders": [{"gender": "male", "percentage": 1.0}, {"gender": "female", "percentage": 2.0}],
    }  # fmt: skip
    row.save()
    answer = web.get(page)

    genders, ages, areas = answer.context["groups"]
    assert [(one.name, one.percent) for one in ages.rows] == [("15–19", None), ("50+", 30.5), ("Not known", 50.0)]
    assert [one.name for one in genders.rows] == ["Women", "Men"]
    assert ([one.name for one in areas.rows][:2], [one.name for one in areas.more]) == (
        ["Chiba", "Saitama"], ["Aomori", "Hokkaido"],
    )  # fmt: skip
    assert answer.text.count('<span class="quiet">hidden</span>') == 1


@pytest.mark.parametrize(
    ("given", "english", "japanese"),
    [("jp_36", "Tokushima", "徳島県"), ("徳島", "Tokushima", "徳島県"), ("北海道", "Hokkaido", "北海道"),
     ("Bangkok", "Bangkok (Thailand)", "バンコク（タイ）"),
     ("東京都", "Tokyo", "東京都"), ("台北市", "Taipei City", "台北市"),
     ("id_05", "Lainnya", "その他のエリア"), ("Atlantis", "Atlantis", "Atlantis")],
)  # fmt: skip
def test_areas_have_names_however_line_writes_them(given: str, english: str, japanese: str) -> None:
    with override("en"):
        assert word("areas", given) == english
    with override("ja"):
        assert word("areas", given) == japanese
