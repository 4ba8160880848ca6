"""A template is looked over before anybody is written to: each problem with its line."""

import pytest

from polku.say.content.check import check, check_message


def told(problems):
    return [(problem.field, problem.line, problem.sentence) for problem in problems]


def test_a_sound_template_has_no_problems():
    assert check('{% assign tea = person.tea %}Hello {{ person.first_name | default: "there" }}: {{ tea }}') == []


def test_a_tag_that_is_never_closed_is_shown_with_its_line():
    assert told(check("Hello\n{{ person.first_name }\nBye")) == [("", 2, "“{{” is not closed.")]


def test_a_block_that_is_never_closed_is_a_problem():
    assert len(check("Hello\n{% if person.name %}\nBye")) == 1


@pytest.mark.parametrize(
    "mistake",
    ["{% if person.name %}", "{% if 1 %}{% else %}", "{% assign tea = %}", "{{ person | }}", "{{ person[ }}"],
)
def test_a_mistake_that_shows_only_at_the_end_is_told_at_the_line_where_it_begins(mistake):
    assert [problem.line for problem in check(f"Hello\n\n{mistake}\nBye")] == [3]


def test_of_blocks_in_blocks_the_one_that_is_open_is_told():
    text = "{% if 1 %}\n{% for tea in person.teas %}\n{% if tea %}\n{% endif %}\n"

    assert [problem.line for problem in check(text)] == [2]


def test_a_filter_that_does_not_exist_is_shown_even_where_it_would_not_run():
    template = "Hello\n{% if false %}{{ person.name | shout }}{% endif %}"

    assert told(check(template)) == [("", 2, "There is no filter “shout”.")]


def test_a_field_without_its_person_would_stay_empty_and_is_shown():
    sentence = "There is no “first_name”. Facts of a person are written person.first_name."

    assert told(check("Hello {{ first_name }}")) == [("", 1, sentence)]


def test_subject_and_body_are_checked_and_named():
    problems = check_message(subject="{{ a }}", body="ok\n{{ b")

    assert [(problem.field, problem.line) for problem in problems] == [("subject", 1), ("body", 2)]
