"""The shop's look over HTTP: what is named changes, the rest stays."""

import io
from base64 import b64decode, b64encode
from urllib.parse import urlsplit

import pytest
from PIL import Image

from polku.know.teams.models import Team, TrailEntry
from polku.say.content.models import Picture

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


def test_of_a_logo_that_ends_in_the_middle_nothing_is_kept(send, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    Team.objects.create(name="Kahvila")
    cut = b64encode(b64decode(picture())[:60]).decode()

    status, problem = send("patch", "look", {"logo": cut})

    assert (status, problem["field"]) == (422, "logo")
    assert (Picture.objects.count(), list(tmp_path.rglob("*"))) == (0, [])
