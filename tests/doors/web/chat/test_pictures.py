"""Pictures that come with the form: kept where LINE can show them, refused at their field where it cannot."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from polku.say.content.models import Picture
from tests.browser.phone.stage import png
from tests.doors.web.chat.conftest import Post

pytestmark = pytest.mark.django_db
GIF = b"GIF89a\x01\x00\x01\x00" + bytes(30)


@pytest.fixture(autouse=True)
def _elsewhere(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def test_an_uploaded_picture_is_kept_and_stands_in_its_field(post: Post, columns: None) -> None:
    image = post(do="add:image:").context["chat"].inside("")[0]
    file = SimpleUploadedFile("beans.png", png(40, 30), "image/png")

    seen = post(do="look", **{f"{image.id}.src.file": file}).context

    kept = Picture.objects.get()
    assert seen["cards"][0].fields[0].picture == f"/p/media/{kept.name}"
    [message] = json.loads(seen["chat_native"])
    assert message["previewImageUrl"].startswith(f"/p/media/{kept.name.removesuffix('.png')}")


def test_what_line_cannot_show_is_refused_at_its_field(post: Post, columns: None) -> None:
    image = post(do="add:image:").context["chat"].inside("")[0]

    for content in (GIF, b"%PDF-1.7 no picture at all"):
        file = SimpleUploadedFile("beans.gif", content, "image/gif")
        seen = post(do="look", **{f"{image.id}.src.file": file}).context

        assert not Picture.objects.exists()
        told = [one.sentence for one in seen["cards"][0].fields[0].problems]
        assert any("LINE takes PNG and JPEG only" in one for one in told), told


def test_areas_lie_where_they_were_drawn_on_the_picture(post: Post, columns: None) -> None:
    imagemap = post(do="add:imagemap:").context["chat"].inside("")[0]
    assert fields_of(post)[0].canvas is None  # there is no picture yet
    file = SimpleUploadedFile("beans.png", png(40, 30), "image/png")
    post(do="look", **{f"{imagemap.id}.src.file": file})
    where = f"{imagemap.id}.areas"

    seen = post(do=f"add:area:{where}@10,20,300,400").context

    canvas = seen["cards"][0].canvas
    assert (canvas.width, canvas.height, canvas.add) == (1_040, 780, f"area-{where}")
    assert [(one.x, one.y, one.width, one.height) for one in canvas.spots] == [(0, 0, 1_040, 520), (10, 20, 300, 400)]
    assert [one.middle for one in canvas.spots][1] == (160, 220)
    odd = post(do=f"add:area:{where}@1,2;DROP").context["cards"][0].canvas.spots
    assert (odd[2].x, odd[2].width) == (0, 1_040)


def fields_of(post: Post) -> Any:
    return post(do="look").context["cards"]
