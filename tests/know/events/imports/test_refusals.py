"""What cannot be read is handed back with its reason, and nothing of the rest is lost."""

import csv
import io

import pytest
from django.utils import translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from polku.know.events.imports.csv_sheet import open_csv
from polku.know.events.imports.problems import MissingField, Unreadable
from polku.know.events.imports.reasons import in_words
from polku.know.events.imports.refusals import OWN_COLUMNS
from tests.examples import examples

pytestmark = pytest.mark.django_db

HEADING = "order_id,user_id,date,product_id,quantity,price\n"
GOOD = "1,aino,2026-11-01,tea,1,3\n"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2,bo,2026-11-01,tea,1,12x", '"price" is not a number: 12x'),
        ("2,bo,2026-11-01,tea,1,e5", '"price" is not a number: e5'),
        ("2,bo,2026-11-01,tea,1,99999999999999999999", '"price" is not a number: 99999999999999999999'),
        ("2,bo,2026-11-01,tea,1,", "no amount is given"),
        ("2,bo,soon,tea,1,3", '"date" is not a time: soon'),
        ("2,bo,2026-02-30,tea,1,3", '"date" is not a time: 2026-02-30'),
        ("2,bo,2027-11-01,tea,1,3", '"date" lies in the future: 2027-11-01'),
        ("2,bo,,tea,1,3", '"date" is empty'),
        (",bo,2026-11-01,tea,1,3", '"order_id" is empty'),
        ("2,,2026-11-01,tea,1,3", "neither the customer's number nor an e-mail address is given"),
        ("2,bo,2026-11-01,tea,1", "5 columns where the heading has 6"),
        ("2,bo,2026-11-01,tea,1,3,4", "7 columns where the heading has 6"),
        ("2,b\0o,2026-11-01,tea,1,3", '"user_id" is too long or holds a NUL character: b\0o'),
    ],
)
def test_a_line_is_refused_with_its_reason(orders, logged, line, reason):
    outcome = orders(HEADING + GOOD + line + "\n", name="orders.csv")

    assert outcome.refusals.sentences(9) == [f"orders.csv line 3: {reason}"]
    assert [event["properties"]["order_id"] for event in logged()] == ["1"]


def test_line_numbers_count_as_an_editor_does(orders):
    outcome = orders(HEADING + '1,aino,2026-11-01,"green\ntea",1,3\n\n' + "2,bo,2026-11-01,tea,1,12x\n")

    assert outcome.refusals.sentences(9) == ['file.csv line 5: "price" is not a number: 12x']


def test_an_order_is_imported_whole_or_not_at_all(orders, logged):
    outcome = orders(HEADING + "7,bo,2026-11-01,tea,1,3\n" + GOOD + "7,bo,2026-11-01,milk,1,12x\n")

    assert outcome.refusals.sentences(9) == [
        "file.csv line 2: another line of order 7 is refused",
        'file.csv line 4: "price" is not a number: 12x',
    ]
    assert outcome.refusals.counted() == [
        ("Another line of the same order is refused.", 1),
        ("A value cannot be understood.", 1),
    ]
    assert [event["properties"]["order_id"] for event in logged()] == ["1"]


def test_one_order_of_two_customers_is_refused(orders):
    outcome = orders(HEADING + "7,bo,2026-11-01,tea,1,3\n7,aino,2026-11-01,milk,1,1\n")

    assert outcome.refusals.sentences(1) == ["file.csv line 2: order 7 has another customer on another line"]
    assert (outcome.rows, len(outcome.refusals)) == (0, 2)


def test_a_mended_file_of_refused_lines_can_be_imported(orders, logged):
    outcome = orders(HEADING + "7,bo,2026-11-01,tea,1,3\n7,bo,2026-11-01,milk,1,12x\n" + GOOD)
    text = outcome.refused.read_text("utf-8-sig").splitlines()

    assert text == [
        "order_id,user_id,date,product_id,quantity,price,refused_line,refused_reason",
        "7,bo,2026-11-01,tea,1,3,2,file.csv line 2: another line of order 7 is refused",
        '7,bo,2026-11-01,milk,1,12x,3,"file.csv line 3: ""price"" is not a number: 12x"',
    ]

    outcome.refused.write_text(outcome.refused.read_text("utf-8").replace(",12x,", ",1.20,"))
    orders(outcome.refused)

    assert [event["properties"]["revenue"] for event in logged()] == [3, 4.2]


@pytest.mark.parametrize("count", [1, 60, 8000])
@pytest.mark.parametrize("name", ["tea", '"tea"', '"green, tea"', '"green\ntea"', 'tea" "', '""'])
def test_a_quote_that_is_never_closed_costs_its_own_line_only(people, logged, count, name):
    rest = "".join(f"u{number},{name},Turku\n" for number in range(count))

    outcome = people(f'user_id,name,city\naino,"Aino\nK",Oulu\nbo,"Broken,Turku\n{rest}', name="customers.csv")

    assert outcome.refusals.sentences(9) == ["customers.csv line 4: the quote is never closed"]
    assert [event["userId"] for event in logged()] == ["aino", *(f"u{number}" for number in range(count))]
    assert logged()[0]["traits"]["name"] == "Aino\nK"
    assert 'bo,"""Broken",Turku,4,' in outcome.refused.read_text("utf-8-sig")


def test_a_quote_that_is_never_closed_on_the_last_line_is_refused_too(people, logged):
    outcome = people('user_id,name\naino,Aino\nbo,"Broken\n')

    assert outcome.refusals.sentences(9) == ["file.csv line 3: the quote is never closed"]
    assert [event["userId"] for event in logged()] == ["aino"]


def test_a_stray_closing_quote_far_below_gives_the_lines_between_back(people, logged):
    between = "".join(f"u{number},tea,Turku\n" for number in range(60))

    outcome = people(f'user_id,name,city\nbo,"Broken,Turku\n{between}last,tea,Oulu"\n')

    assert outcome.refusals.sentences(9) == ["file.csv line 2: the quote is never closed"]
    assert [event["userId"] for event in logged()] == [*(f"u{number}" for number in range(60)), "last"]


def test_a_line_break_in_closed_quotes_is_no_open_quote(people):
    outcome = people('user_id,name,city\nbo,"Bo\nK",Turku,FI\naino,Aino,Oulu\n')

    assert outcome.refusals.sentences(9) == ["file.csv line 2: 4 columns where the heading has 3"]


def test_a_file_without_a_known_heading_is_told_which_it_has(people):
    with pytest.raises(MissingField) as problem:
        people("Hue,First name\nred,Aino\n")

    assert str(problem.value).endswith(
        "The file has the headings: Hue, First name. Understood of them: First name as firstName"
    )


def test_bytes_that_are_no_text_refuse_their_line_only(orders, logged):
    text = (HEADING + GOOD + "2,bo,2026-11-01,thé été,1,3\n").encode() + b"3,bo,2026-11-01,t\xe9,1,3\n"

    outcome = orders(text)

    assert outcome.refusals.sentences(9) == ["file.csv line 4: this is not UTF-8 text"]
    assert [event["properties"]["order_id"] for event in logged()] == ["1", "2"]


def test_broken_json_refuses_its_line_only(orders, logged):
    deep = "[" * 10_000
    outcome = orders(
        '{"order_id": 1, "user_id": "aino", "date": "2026-11-01", "revenue": 3}\n'
        "{no json\n"
        f"{deep}\n"
        '["a list"]\n'
        '{"order_id": 2, "user_id": "bo", "date": "2026-11-01", "revenue": 1e400}\n',
        name="orders.jsonl",
    )

    assert sorted(outcome.refusals.reasons) == [2, 3, 4, 5]
    assert [event["properties"]["order_id"] for event in logged()] == ["1"]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "empty.csv", "the file is empty"),
        (b"order_id,user_id,date,price\n", "heading.csv", "no lines below its heading"),
        (b"not parquet", "orders.parquet", "not a Parquet file"),
        (b"not json", "orders.jsonl", "no line of the file is a JSON object"),
    ],
)
def test_a_file_that_is_no_such_file_says_so(orders, content, name, sentence):
    with pytest.raises(Unreadable, match=sentence):
        orders(content, name=name)


def test_formulas_in_refused_lines_are_disarmed_and_come_back_as_they_were(orders, logged, tmp_path) -> None:
    orders(HEADING + "1,aino,2026-11-01,=cmd(),1,12x\n", name="first.csv")
    mended = (tmp_path / "first.csv.refused.csv").read_text("utf-8-sig")

    orders(mended.replace("12x", "12", 1), name="mended.csv")

    assert mended.splitlines()[1].split(",")[3] == "'=cmd()"
    assert [event["properties"]["products"][0]["product_id"] for event in logged()] == ["=cmd()"]


def refused_twice(import_, content, name="first.csv", **options):
    """The reasons of a file's refused lines without their places, and those of its file of refused lines, unmended."""
    first = import_(content, name=name, **options)
    second = import_(first.refused)
    return tuple(
        [sentence.split(": ", 1)[1] for sentence in outcome.refusals.sentences(99)] for outcome in (first, second)
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_comes_back_unmended_is_refused_again(people, logged, delimiter, language):
    lines = ["user_id,name,city", "1,Aino,Turku,FI", "2,Bo", "3", '4,"Open,Oulu', ",Nobody,Oulu", "6,=1+1,a,b,c"]
    content = "\n".join([*lines, ""]).replace(",", delimiter)

    with translation.override(language):
        first, second = refused_twice(people, content, tell=in_words)

    assert second == first
    assert len(first) == 6
    assert logged() == []


def test_lines_that_are_no_text_or_no_json_come_back_refused(people, logged):
    text = refused_twice(people, "user_id,name\n1,thé été\n".encode() + b"2,t\xe9\n")
    json = refused_twice(people, '{"user_id": 1}\n{no json\n', name="people.jsonl")

    assert text == (["this is not UTF-8 text"], ["this is not UTF-8 text"])
    assert json[1] == ["2 columns where the heading has 1"]
    assert len(logged()) == 2


def test_cells_too_many_are_kept_and_a_short_line_stays_short(people):
    outcome = people("user_id,name\n1,Aino,Turku\n2\n")

    assert list(csv.reader(io.StringIO(outcome.refused.read_text("utf-8-sig")))) == [
        ["user_id", "name", "refused_line", "refused_reason"],
        ["1", "Aino", "Turku", "2", "file.csv line 2: 3 columns where the heading has 2"],
        ["2", "3", "file.csv line 3: 1 columns where the heading has 2"],
    ]


def test_a_decimal_comma_is_one_in_the_mended_file_too(orders):
    first = orders("order_id;user_id;date;total\n1;aino;2026-11-01;1,234x\n")
    mended = first.refused.read_text("utf-8-sig").replace("1,234x", "1,234")

    again = orders(mended, dry=True)

    assert not again.refusals.reasons
    assert b'"revenue":1.23,' in again.samples[0]


def test_a_spreadsheet_that_makes_all_lines_as_long_mends_none(people, logged):
    refused = people("user_id,name\n1,Aino,Turku,FI\n2\n,Nobody\n").refused
    rows = list(csv.reader(io.StringIO(refused.read_text("utf-8-sig"))))
    longest = max(map(len, rows))
    with refused.open("w", newline="") as file:
        csv.writer(file, delimiter=";").writerows([*row, *[""] * (longest - len(row))] for row in rows)

    again = people(refused)

    assert sorted(again.refusals.reasons) == [2, 3, 4]
    assert logged() == []


@pytest.mark.parametrize(
    "mended",
    [
        "1,Aino,Turku,2,file.csv line 2: 4 columns where the heading has 3",  # the surplus cell is gone
        "1,Aino,Turku,,2,file.csv line 2: 4 columns where the heading has 3",  # or empty
        "1,Aino,Turku",  # our own cells went with it
        "1,Aino,Turku,,",
        "1,Aino,Turku,2,what I did: took FI away",
    ],
)
def test_a_line_with_a_cell_too_many_is_mended_in_any_plain_way(people, logged, mended):
    heading, line = people("user_id,name,city\n1,Aino,Turku,FI\n").refused.read_text("utf-8").splitlines()
    assert line.startswith("1,Aino,Turku,FI,2,")

    again = people(f"{heading}\n{mended}\n", name="mended.csv")

    assert len(again.refusals) == 0
    assert logged()[0]["traits"] == {"name": "Aino", "city": "Turku"}


def test_a_line_whose_quote_was_taken_away_is_imported(people, logged):
    refused = people('user_id,name,city\nbo,"Broken,Turku\n').refused.read_text("utf-8-sig")

    people(refused.replace('bo,"""Broken"', "bo,Broken"), name="mended.csv")

    assert logged()[0]["traits"] == {"name": "Broken", "city": "Turku"}


cells = st.lists(st.text("ab1 ,;\t|\"'=\n＠é", max_size=5), min_size=1, max_size=6)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@example(rows=[["", ",", '\n1"', "", "1"], [",", "\n1", "", "1"], ["", ',","\n1', "", "1"]], delimiter=",")
@given(rows=st.lists(cells, min_size=1, max_size=8), delimiter=st.sampled_from(",;\t|"))
def test_whatever_is_refused_is_refused_again(people, rows, delimiter):
    written = io.StringIO()
    lines = [["user_id", "name", "city"], ["", "nobody"], *(["", *row] for row in rows)]
    csv.writer(written, delimiter=delimiter).writerows(lines)
    first = people(written.getvalue(), name="first.csv", dry=True, with_refused=True, delimiter=delimiter)

    second = people(first.refused, dry=True, with_refused=True)

    assert (second.rows, second.lines) == (0, len(first.refusals))
    assert [*second.refusals.codes.values()] == [*first.refusals.codes.values()]
    assert open_csv(second.refused).header == ["user_id", "name", "city", *OWN_COLUMNS]
