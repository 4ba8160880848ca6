"""A template brings a name along, and leaves alone what somebody wrote."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from polku.know.segments.segments import create

pytestmark = pytest.mark.django_db
Click = Callable[..., Any]


def name_on(page: Any) -> Any:
    return page.context["name"]["name"].value()


def test_the_name_of_a_template_stands_in_the_form(web: Client, columns: None, click: Click) -> None:
    page = click(web.get("/segments/new"), "begin:regulars")

    assert name_on(page) == "Regulars"
    assert name_on(click(page, "undo", name="Regulars")) == "Regulars"
    assert name_on(click(page, "begin:lost", name="Regulars")) == "Lost"


def test_what_somebody_wrote_stays(web: Client, columns: None, click: Click) -> None:
    assert name_on(click(web.get("/segments/new"), "begin:regulars", name="My best")) == "My best"


def test_a_name_that_is_taken_gets_a_number(web: Client, columns: None, click: Click) -> None:
    create("regulars", rule={"all": []})

    assert name_on(click(web.get("/segments/new"), "begin:regulars")) == "Regulars 2"


def test_a_form_that_is_not_saved_yet_is_not_told_that_it_lacks_a_name(
    web: Client, columns: None, click: Click
) -> None:
    assert click(web.get("/segments/new"), "look").context["name"].errors == {}
