"""A template becomes text; what is in a name stays text."""

import pytest

from polku.kit import clock
from polku.say.content.problem import BrokenTemplate
from polku.say.content.render import render

HELLO = 'Hello {{ person.first_name | default: "there" }}'


def test_a_known_fact_is_filled_in():
    assert render(HELLO, {"first_name": "Devi"}) == "Hello Devi"


@pytest.mark.parametrize("person", [{}, {"first_name": None}, {"first_name": ""}])
def test_an_unknown_fact_gives_way_to_its_default(person):
    assert render(HELLO, person) == "Hello there"


def test_what_is_not_known_is_empty():
    assert render("[{{ person.shoes.size }}{{ person.list[3] }}]", {}) == "[]"


@pytest.mark.parametrize("name", ["{{ person.email }}", "{% for i in (1..9) %}x{% endfor %}", "{{", "%}"])
def test_liquid_inside_a_name_is_printed_and_never_run(name):
    assert render(HELLO, {"first_name": name, "email": "secret"}) == f"Hello {name}"


@pytest.mark.parametrize("name", ["Émile", "文子", "עברית", "👩‍👧", "a\u202eb"])
def test_names_of_the_world_pass_through(name):
    assert render(HELLO, {"first_name": name}) == f"Hello {name}"


def test_names_are_escaped_where_the_channel_speaks_html_and_only_there():
    person = {"first_name": "<b>Devi & co</b>"}

    assert render("<i>{{ person.first_name }}</i>", person, is_html=True) == "<i>&lt;b&gt;Devi &amp; co&lt;/b&gt;</i>"
    assert render("<i>{{ person.first_name }}</i>", person) == "<i><b>Devi & co</b></i>"


@pytest.mark.parametrize(
    "template",
    [
        "{{ person.__class__ }}",
        "{{ person.first_name.__class__.__mro__ }}",
        "{{ person.keys }}",
        '{{ person["__init__"] }}',
    ],
)
def test_a_template_sees_nothing_of_python(template):
    assert render(template, {"first_name": "Devi"}) == ""


def test_conditions_loops_and_variables_work():
    template = "{% if person.orders > 2 %}{% for tea in person.teas %}{{ tea | upcase }} {% endfor %}{% endif %}"

    assert render(template, {"orders": 3, "teas": ["oolong", "sencha"]}) == "OOLONG SENCHA "


def test_dates_are_written_in_the_form_asked_for():
    assert render('{{ person.seen | date: "%-d.%-m.%Y" }}', {"seen": "2026-11-05T09:00:00+00:00"}) == "5.11.2026"


DOUBLING = '{% assign x = "aaaaaaaaaa" %}{% for i in (1..100) %}{% assign x = x | append: x %}{% endfor %}'


@pytest.mark.parametrize(
    "template",
    [
        "{% for i in (1..9999999999) %}{% endfor %}",
        "{% for i in (1..1000) %}{% for j in (1..1000) %}x{% endfor %}{% endfor %}",
        "{% for i in (1..1000) %}{% endfor %}" * 1_000,
        "{% for i in (1..1000) %}" + "{% if true %}{% endif %}" * 3_000 + "{% endfor %}",
        '{% if (1..99999999999) contains "x" %}{% endif %}',
        "{% for i in (1..person.many) reversed %}{% endfor %}",
        DOUBLING,
        '{{ person.long | replace: "a", person.long }}',
        '{{ person.many | date: "%999999999d" }}{% for i in (1..1000) %}{{ person.long }}{% endfor %}',
        "{% assign n = 9 %}{% for i in (1..100) %}{% assign n = n | times: n %}{% endfor %}",
        "{{" * 40_000,
        "{{" + " " * 40_000,
        "{% if x %}" * 5_000,
        "{{ a" + "[b" * 200,
        "{% raw %}" * 10_000,
        "x" * 200_000 + "{{ a }}",
        '{{ "a" | nosuch }}',
        "{% include 'settings' %}",
        "{% render 'settings' %}",
        "{% if",
        "{{ 1 | divided_by: 0 }}",
    ],
)
def test_a_hostile_or_broken_template_is_refused_quickly(template):
    began = clock.monotonic()

    with pytest.raises(BrokenTemplate) as broken:
        render(template, {"long": "a" * 15_000, "many": 10**12})

    assert broken.value.problem.sentence != ""
    assert clock.monotonic() - began < 3


def test_what_is_no_fact_is_told_with_an_example_of_one():
    with pytest.raises(BrokenTemplate) as told:
        render("Hello\n{{ *name* }}", {})

    assert told.value.problem.sentence == (
        "“{{ *name* }}” cannot be read: between {{ and }} stands a person’s fact, such as {{ person.first_name }}."
    )
    assert told.value.problem.line == 2
