"""Pictures that are gone, and areas drawn on another picture, are told before anything is sent."""

import pytest

from polku.say.channels.line.content.check import hints
from polku.say.content.chat.check import unfinished
from polku.say.content.chat.read import chat_of
from polku.say.content.media.keep import folder, keep
from polku.say.content.media.names import address
from tests.say.content.media.test_sizes import picture

pytestmark = pytest.mark.django_db


def areas_on(src, height=1_040):
    area = {"x": 0, "y": 0, "width": 9, "height": 9, "action": {"kind": "uri", "label": "a", "url": "https://x.fi"}}
    return chat_of({"blocks": [{"kind": "imagemap", "src": src, "alt": "Map", "height": height, "areas": [area]}]})


def test_a_picture_that_is_not_here_is_missed_where_it_stands():
    here, gone = address(keep(picture(10, 10)).name), f"/p/media/{'a' * 43}.png"
    bubble = {"type": "bubble", "hero": {"type": "image", "url": gone}}
    chat = chat_of({"blocks": [{"kind": "image", "src": here}, {"kind": "flex", "contents": bubble}]})

    assert [one.field for one in unfinished(chat)] == ["blocks.2.contents.hero.url"]


def test_a_picture_whose_file_was_removed_is_missed_where_files_are_kept(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    name = keep(picture(10, 10)).name
    chat = chat_of({"blocks": [{"kind": "image", "src": address(name)}]})
    assert unfinished(chat) == []

    (folder() / name).unlink()
    assert [one.field for one in unfinished(chat)] == ["blocks.1.src"]

    folder().rmdir()  # a machine of many that only sends
    assert unfinished(chat) == []


def test_areas_on_a_picture_of_another_shape_are_hinted_at(settings):
    settings.BASE_URL = "https://kahvila.example"
    src = address(keep(picture(200, 100)).name)

    assert [one.field for one in hints(areas_on(src))] == ["blocks.1.height"]
    assert hints(areas_on(src, 520)) == []
