"""The checker of unmarked strings finds what it must and nothing else."""

import pytest

from tests.house.markup import unmarked


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p>{% translate "Hello" %}</p>', []),
        ("<p>{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}, you</p>", [", you"]),
        ("<p>{% comment %}not shown{% endcomment %}{# nor this #}<!-- nor this --> 12 · {{ name }}</p>", []),
        ('<input placeholder="Search" type="text" value="x">', ['placeholder="Search"']),
        ('<input type="submit" value="Save">', ['value="Save"']),
        ('<a title="{% translate "Edit" %}" class="btn" href="/x">{{ name }}</a>', []),
        ('<a {% if x %}aria-label="Close"{% endif %}>×</a>', ['aria-label="Close"']),
        ('<span translate="no">LINE</span> <code>user_id</code>', []),
        ('{% include "empty.html" with title="No orders" %}', ["No orders"]),
        ('{% include "empty.html" with title=_("No orders") %}', []),
        ('{{ name|default:"nobody" }}{{ day|date:"Y-m-d" }}{{ x|default:"–" }}', ["nobody"]),
    ],
)
def test_what_people_read_must_be_marked(source: str, expected: list[str]) -> None:
    assert [one.text for one in unmarked(source)] == expected
