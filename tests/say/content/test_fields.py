"""The facts of a person that a template can show."""

import pytest

from polku.know.people.models import Profile
from polku.say.content.check import check
from polku.say.content.fields import fields, merge_fields
from polku.say.content.render import render


def profile(**facts):
    return Profile(id=7, first_seen_ms=0, last_seen_ms=1_763_722_800_000, **facts)


@pytest.mark.parametrize("traits", ['{"first_name": "Devi"}', '{"firstName": "Devi"}'])
def test_the_first_name_is_found_under_the_names_that_clients_give_it(traits):
    assert merge_fields(profile(traits=traits))["first_name"] == "Devi"


def test_traits_are_merge_fields_too():
    person = merge_fields(profile(traits='{"tea": "oolong", "shop": {"city": "Turku"}}'))

    assert render("{{ person.tea }} in {{ person.shop.city }}", person) == "oolong in Turku"


def test_money_is_told_in_whole_units_of_the_currency():
    person = profile(orders=2, revenue_minor=1250)

    assert render("{{ person.revenue }}", merge_fields(person, currency="EUR")) == "12.5"
    assert render("{{ person.revenue }}", merge_fields(person, currency="JPY")) == "1250"


def test_every_field_that_the_editor_offers_is_sound():
    codes = [field.code for field in fields()]

    assert [code for code in codes if check(code)] == []
    assert [render(code, merge_fields(profile(name="D", email="d@x.example"))) for code in codes][:4] == [
        "there",
        "",
        "D",
        "d@x.example",
    ]
