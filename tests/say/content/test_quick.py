"""Most templates are filled in without Liquid, and nobody can tell."""

from hypothesis import given
from hypothesis import strategies as st

from polku.say.content.problem import BrokenTemplate
from polku.say.content.quick import quick
from polku.say.content.render import render

PIECES = (
    "Hello ",
    "{{ person.name }}",
    "{{person.name}}",
    '{{ person.name | default: "you" }}',
    "{{ person.name | default: 'a \"friend\"' }}",
    "{{ person.first }}{{ person.size }}",
    "{{ person.name | upcase }}",
    "{% if person.name %}yes{% endif %}",
    "{{ person.name.size }}",
    "{{- person.name -}} ",
    "}} {x} $ ",
    '{{ person.name | default: "a\\nb" }}',
    "{{ person.other }}",
    "a\r\nb\r",
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(("{{7*7}}", "{x}", "", " ", "$", "Aino", "\n", "\r", "a\r\nb", "\u0000")),
    st.text(max_size=5),
    st.lists(st.text(max_size=2), max_size=2),
)


@given(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), VALUES)
def test_the_quick_way_says_the_same_as_liquid(source, value):
    facts = {"name": value}

    assert outcome(lambda: quick(source).fill(facts)) == outcome(lambda: render(source, facts))


def outcome(made):
    try:
        return made()
    except BrokenTemplate as broken:
        return broken.problem
