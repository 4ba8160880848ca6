"""Simple formatting: what it becomes, and that Liquid and marks do not get into each other's way."""

import time

import pytest

from polku.say.content.blocks import signs
from polku.say.content.blocks.pieces import piece
from polku.say.content.problem import BrokenTemplate


def filled(text, **facts):
    return piece("rich", text).fill(facts)


def html(text, **facts):
    plain = filled(text, **facts).html
    for style in (signs.GAP + ";padding:0 0 0 22px", signs.GAP, "margin:0 0 6px"):
        plain = plain.replace(f' style="{style}"', "")
    return plain.replace(' class="link" style="text-decoration:underline"', "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
        ("**bold** and *italic* and _so_", "<p><strong>bold</strong> and <em>italic</em> and <em>so</em></p>"),
        ("**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>"),
        ("[our **shop**](https://x.example/)", '<p><a href="https://x.example/">our <strong>shop</strong></a></p>'),
        ("see https://x.example/a?b=1.", '<p>see <a href="https://x.example/a?b=1">https://x.example/a?b=1</a>.</p>'),
        ("- one\n- two\n\nend", "<ul><li>one</li><li>two</li></ul><p>end</p>"),
        ("so:\n1. one\n2. two", "<p>so:</p><ol><li>one</li><li>two</li></ol>"),
        ("2 * 3 * 4 and snake_case_name", "<p>2 * 3 * 4 and snake_case_name</p>"),
        (r"\*not\*", "<p>*not*</p>"),
        ("<b>&", "<p>&lt;b&gt;&amp;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](javascript:alert)", '<p><a href="#">x</a></p>'),
        ("[x](www.x.example/a)", '<p><a href="https://www.x.example/a">x</a></p>'),
        (
            "[x](mailto:a@b.example) [y](tel:+358-1)",
            '<p><a href="mailto:a@b.example">x</a> <a href="tel:+358-1">y</a></p>',
        ),
    ],
)
def test_marks_become_html(text, expected):
    assert html(text) == expected


def test_as_text_the_marks_are_gone_and_the_addresses_stand_behind_their_words():
    text = "Hello **you**, see [the shop](https://x.example) or https://y.example\n\n- a\n- b\n\n1. c\n2. d"

    assert (
        filled(text).text
        == "Hello you, see the shop (https://x.example) or https://y.example\n\n- a\n- b\n\n1. c\n2. d"
    )


def test_marks_inside_a_name_are_letters():
    assert html("Hello {{ person.name }}", name="**a** [x](https://y.example)\n- z") == (
        "<p>Hello **a** [x](https://y.example)\n- z</p>"
    )


def test_merge_fields_stand_in_marks_and_in_addresses():
    text = "**{{ person.name | upcase }}** [yours](https://x.example/{{ person.id }}?a_b={{ person.a }})"

    assert html(text, name="Devi", id='7"><i>', a="x y") == (
        '<p><strong>DEVI</strong> <a href="https://x.example/7%22%3E%3Ci%3E?a_b=xy">yours</a></p>'
    )


def test_the_address_that_a_fact_makes_is_checked_too():
    assert html("[x]({{ person.link }})", link=" java\tscript:alert(1)") == '<p><a href="#">x</a></p>'


@pytest.mark.parametrize(("orders", "expected"), [(3, "<p>a</p><p><strong>thank</strong> you</p>"), (0, "<p>a</p>")])
def test_a_paragraph_can_be_left_out(orders, expected):
    assert html("a\n{% if person.orders > 2 %}\n**thank** you\n{% endif %}", orders=orders) == expected


def test_a_list_can_be_made_by_a_loop():
    text = "{% for tea in person.teas %}\n- {{ tea }}\n{% endfor %}"

    assert html(text, teas=["a", "<b>"]) == "<ul><li>a</li></ul><ul><li>&lt;b&gt;</li></ul>"


def test_marks_do_not_reach_over_tags():
    assert html("**a {% if person.x %}b** c{% else %}d{% endif %}", x=True) == "<p>**a b** c</p>"


@pytest.mark.parametrize(
    "text",
    [
        "a {% if person.x %} b\n\nc {% endif %}",
        "- a {% if 1 %}\n- b {% endif %}",
        "{% capture x %}\na\n{% endcapture %}",
    ],
)
def test_what_would_tear_a_paragraph_is_refused_with_its_line(text):
    with pytest.raises(BrokenTemplate) as refused:
        filled(text)

    assert refused.value.problem.line is not None


def test_written_literals_are_no_markup_either():
    assert html('{{ "<script>" }}{% assign a = "<i>" %}{{ a }}') == "<p>&lt;script&gt;&lt;i&gt;</p>"


def test_what_is_captured_is_a_text():
    text = "{% capture hi %}**{{ person.name }}**{% endcapture %}{{ hi | upcase }}"

    assert html(text, name="<i>") == "<p>**&lt;I&gt;**</p>"


@pytest.mark.parametrize(
    "text", ["**" * 10_000, "[" * 20_000, "_a " * 6_000, "*" * 20_000, "[a](" * 5_000, "- " * 10_000]
)
def test_no_text_takes_long_to_read(text):
    began = time.process_time()

    html(text)

    assert time.process_time() - began < 2
