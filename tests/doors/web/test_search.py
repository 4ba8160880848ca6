"""Finding anything from anywhere."""

import re

import pytest

from polku.kit.ids import public
from polku.know.segments.segments import create
from polku.know.teams.models import Member

EVERYONE = {"did": "Order Completed"}


def hits(answer):
    return re.findall(r'<a href="([^"]+)" class="found-hit"', answer.content.decode())


@pytest.mark.django_db
def test_segments_and_pages_are_found_by_a_part_of_their_names(web, columns):
    vip = create("Very important homes", rule=EVERYONE)

    answer = web.get("/search", {"query": "HOME"}, headers={"HX-Request": "true"})

    assert hits(answer) == [f"/segments/{vip.pk}", "/"]


@pytest.mark.django_db
def test_people_are_found_by_their_address(web, columns, come_by):
    _devi, emile = come_by("Devi", "Emile")

    assert hits(web.get("/search", {"query": "1-emile@example.com"})) == [f"/people/{public(emile.id)}"]


@pytest.mark.django_db
def test_nothing_found_says_what_would_do(web, columns):
    answer = web.get("/search", {"query": "<b>nobody</b>"})

    assert hits(answer) == []
    assert "Nothing found for “&lt;b&gt;nobody&lt;/b&gt;”" in answer.content.decode()


@pytest.mark.django_db
def test_what_one_may_not_see_is_not_found(web, columns):
    create("Friends of the house", rule=EVERYONE)
    Member.objects.update(role="till")

    assert hits(web.get("/search", {"query": "friends"})) == []
