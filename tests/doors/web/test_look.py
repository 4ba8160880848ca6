"""The shop's look: chosen in the settings, seen on customers' pages."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from polku.doors.web.mail.edit import editing
from polku.know.teams.models import Member, Team, TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    Team.objects.create(name="Kahvila <b>", time_zone="Europe/Helsinki")
    client.force_login(Member.objects.create_user("aino@kahvila.example", role="owner"))
    return client


def logo(ink="#20262a", size=(1200, 300), form="PNG", ground=(0, 0, 0, 0)):
    drawn = Image.new("RGBA", size, ground)
    ImageDraw.Draw(drawn).ellipse((20, 20, size[0] - 20, size[1] - 20), fill=ink)
    into = io.BytesIO()
    (drawn if form == "PNG" else drawn.convert("RGB")).save(into, form)
    return SimpleUploadedFile("logo.png", into.getvalue())


def choose(owner, **given):
    return owner.post("/settings/look", {"color": "#14795f"} | given, follow=True)


def test_a_color_is_on_all_customers_pages_by_a_sheet_that_browsers_keep(owner, client):
    choose(owner, color="#FFD400")

    page = client.get("/p/wallet/sign-in").text
    sheet = client.get("/p/look/ffd400.css")

    assert '<link rel="stylesheet" href="/p/look/ffd400.css">' in page
    assert ("immutable" in sheet["Cache-Control"], sheet["Content-Type"]) == (True, "text/css; charset=utf-8")
    assert '<link rel="stylesheet" href="/p/look' in client.get("/p/sign-up/website").text
    assert client.get("/p/look/yellow.css").status_code == 404
    assert TrailEntry.objects.get().after == {"color": "#ffd400"}
    choose(owner, do="usual", color="#ffd400")
    assert "/p/look" not in client.get("/p/wallet/sign-in").text


def test_a_logo_is_made_small_kept_by_browsers_and_taken_off_again(owner, client):
    choose(owner, logo=logo())
    team = Team.objects.get()
    address = f"/p/media/{team.logo[:-4]}/logo"

    assert (
        f'<img src="{address}" alt="Kahvila &lt;b&gt;" width="360" height="90"' in client.get("/p/wallet/sign-in").text
    )
    answer = client.get(address)
    assert ("immutable" in answer["Cache-Control"], len(answer.content) < 12_000) == (True, True)
    choose(owner, color="#aa0000")
    assert Team.objects.get().logo == team.logo
    choose(owner, logo_off="1")
    assert (Team.objects.get().logo, "<img" in client.get("/p/wallet/sign-in").text) == ("", False)


@pytest.mark.parametrize(
    ("ink", "ground", "needs"),
    [("#20262a", (0, 0, 0, 0), "dark"), ("#ffffff", (0, 0, 0, 0), "light"), ("#b4462e", (0, 0, 0, 0), ""),
     ("#20262a", "#ffffff", "")],
)  # fmt: skip
def test_a_logo_is_seen_by_day_and_at_night(owner, client, ink, ground, needs):
    choose(owner, logo=logo(ink, ground=ground))

    assert Team.objects.get().logo_shape["ground"] == needs
    assert ("is-unseen-" in client.get("/p/wallet/sign-in").text) == bool(needs)


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_is_no_picture_is_said_and_changes_nothing(owner, content):
    answer = owner.post("/settings/look", {"color": "#aa0000", "logo": SimpleUploadedFile("x.png", content)})

    assert (answer.status_code, Team.objects.get().color) == (422, "")


def test_a_color_is_tried_before_it_is_chosen(owner):
    told = owner.get("/settings/look", {"color": "#ffd400"}, headers={"HX-Request": "true"}).text
    assert ("black letters" in told, "On light pages this color" in told, "On dark pages" in told) == (
        True,
        True,
        False,
    )

    frame = owner.get("/settings/look/sample?color=%23ffd400&scheme=dark")
    assert (frame["X-Frame-Options"], 'data-bs-theme="dark"' in frame.text, "/p/look/ffd400.css" in frame.text) == (
        "SAMEORIGIN", True, True,
    )  # fmt: skip
    assert owner.post("/settings/look", {"color": "red"}).status_code == 422
    assert Team.objects.get().color == ""


def test_new_messages_begin_with_the_color(owner):
    choose(owner, color="#aa0000")

    assert editing(None, None, pictures={}, by=Member.objects.get()).given.accent == "#aa0000"
