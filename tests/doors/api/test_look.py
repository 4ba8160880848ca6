"""The shop's look over HTTP: what is named changes, the rest stays."""

import io
from base64 import b64encode
from urllib.parse import urlsplit

import pytest
from PIL import Image

from polku.know.teams.models import Team, TrailEntry

pytestmark = pytest.mark.django_db


def picture():
    file = io.BytesIO()
    Image.new("RGB", (120, 40), "#1f6f5c").save(file, "PNG")
    return b64encode(file.getvalue()).decode()


def test_a_color_and_a_logo(client, get, send):
    Team.objects.create(name="Kahvila")
    assert get("look") == {"color": "", "logo": "", "is_weak_on_light": False, "is_weak_on_dark": True}

    assert send("patch", "look", {"color": "#FFD400"})["color"] == "#ffd400"
    shown = send("patch", "look", {"logo": picture()})

    assert (shown["color"], shown["is_weak_on_light"]) == ("#ffd400", True)
    assert client.get(urlsplit(shown["logo"]).path).status_code == 200
    assert send("patch", "look", {"color": "", "logo": ""}) == get("look")
    assert get("look")["logo"] == ""
    assert TrailEntry.objects.filter(action="team.look_changed").count() == 3


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"color": "green"}, "color"),
        ({"logo": "no picture"}, "logo"),
        ({"color": "#1f6f5c", "logo": "iVBORw0KGgo…"}, "logo"),
        ({"logo": "AAAA"}, "logo"),
        ({"colour": ""}, ""),
    ],
)
def test_what_is_wrong_changes_nothing(get, send, given, field):
    Team.objects.create(name="Kahvila", color="#1f6f5c")

    status, problem = send("patch", "look", given)

    assert (status, problem.get("field", "") == field or not field) == (422, True)
    assert get("look")["color"] == "#1f6f5c"
