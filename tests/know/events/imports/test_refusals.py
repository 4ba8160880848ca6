"""What cannot be read is handed back with its reason, and nothing of the rest is lost."""

import pytest

from polku.know.events.imports.problems import MissingField, Unreadable

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
