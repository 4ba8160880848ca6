"""What each operator finds in each kind of value."""

from collections.abc import Callable

import msgspec
import pytest

from polku.kit import columns as store
from polku.know.rules.condition import Node, RuleError, Writer
from polku.know.rules.operators.claim import read_claim
from polku.know.rules.operators.place import column

MEETS = "SELECT {claim} FROM (SELECT accurateCast({{given:String}}, 'JSON') AS json)"


@pytest.fixture
def meets(columns) -> Callable[[object, dict], bool]:
    """Whether a value in JSON meets a claim."""

    def asked(value: object, claim: dict) -> bool:
        write = Writer()
        sql = read_claim(Node(claim, "")).sql(column("json", "a", "b"), write)
        given = {"a": {"b": value}} if value is not ... else {"other": 1}
        [(found,)] = store.query(
            MEETS.format(claim=sql), write.parameters | {"given": msgspec.json.encode(given).decode()}
        )
        assert found in (0, 1)
        return bool(found)

    return asked


TABLE = [
    ("is", "tea", ["Tea", "TEA", ["x", "tea"]], ["teas", 1, None, ..., {"tea": 1}, [], [["tea"]], [{"tea": 1}]]),
    ("is", "ÅBO 🏠", ["åbo 🏠"], ["abo 🏠"]),
    ("is", 30, [30, 30.0, "30", "30.0", "3e1", [1, "30"]], [31, "30x", "", True, None, {}, [30.5]]),
    ("is", "30", [30, 30.0, "30", [30]], ["30.0", 30.5]),
    ("is", True, [True, "true", [False, True]], [False, 1, "1"]),
    ("is", 2**53, [2**53, str(2**53)], [2**53 - 1]),
    ("is", -1.5, [-1.5, "-1.5", [-1.5]], [1.5]),
    ("is", "[1,2]", ["[1,2]"], [[1, 2]]),
    ("is", "", ["", [""]], [None, ..., {}, []]),
    ("is_not", "tea", ["cake", 1, [], ["cake"], [None]], ["TEA", ["cake", "tea"], None, ..., {"x": 1}]),
    ("in", ["tea", 30], ["Tea", "30.0", 30, ["x", 30]], ["x", 31, None, ...]),
    ("not_in", ["tea", 30], ["x", 31, []], ["tea", 30, ["x", 30], None, ...]),
    ("contains", "ea%", ["TEA%x", ["x", "ea%"]], ["tea", 1, [], ["x", ["ea%"], {"a": "ea%"}], None, ...]),
    ("contains", "1", ["1", 21, 1.5, [10]], ["2", 2, True]),
    ("starts_with", "Te", ["tea", ["x", "TE"]], ["atea", "t", None, ...]),
    ("ends_with", "家", ["私の家", ["家"]], ["家の", None, ...]),
    ("matches", "t?a*", ["TEA", "t私a x\ny", "t*a"], ["ta", "xtea"]),
    ("matches", "50%_\\", ["50%_\\"], ["500_\\", "50%x\\"]),
    ("gt", 5, [5.01, 6, "6", "1e9", 2**63, [1, 6], ["6"]], [5, 4, "5", "six", "inf", True, None, ..., [1, 5], [[6]]]),
    ("gte", 5, [5, "5.0", [5]], [4.99]),
    ("lt", 5, [4.99, -1, "0", [9, 4]], [5, "", None, ..., [], {}]),
    ("lte", 5, [5], [5.01]),
    ("between", [1, 2], [1, 2, 1.5, "1.5", [0, 2]], [0.99, 2.01, [0, 3], None]),
    ("exists", ..., ["", 0, False, [], [None], {"c": 1}, "x"], [None, ..., {}]),
    ("missing", ..., [None, ..., {}], ["", 0, [], {"c": 1}]),
]
CASES = [(op, value, yes, True) for op, value, yes, _ in TABLE] + [(op, value, no, False) for op, value, _, no in TABLE]


@pytest.mark.django_db
@pytest.mark.parametrize(("op", "value", "given", "expected"), CASES)
def test_what_meets_an_operator(meets, op, value, given, expected):
    claim = {"op": op} | ({} if value is ... else {"value": value})

    assert [(each, meets(each, claim)) for each in given] == [(each, expected) for each in given]


@pytest.mark.django_db
def test_exact_text_tells_upper_and_lower_case_apart(meets):
    for op, value in (("is", "Te"), ("in", ["Te"]), ("contains", "Te"), ("starts_with", "Te"), ("matches", "Te*")):
        claim = {"op": op, "value": value, "exact": True}

        assert [meets("Te", claim), meets("te", claim), meets(["x", "Te"], claim)] == [True, False, True]


@pytest.mark.django_db
@pytest.mark.parametrize(("op", "value"), [("is_not", "x"), ("gt", 5), ("contains", "t"), ("in", ["tea", 7])])
def test_what_is_not_there_is_met_where_it_may_be_missing(meets, op, value):
    claim = {"op": op, "value": value, "or_missing": True}

    assert [meets(each, claim) for each in ("tea" if op != "gt" else 6, None, ..., {}, {"c": 1})] == [
        *(True, True, True, True),
        False,
    ]


@pytest.mark.django_db
def test_ten_thousand_values_are_asked_at_once(meets):
    claim = {"op": "in", "value": [f"値段 {number}" for number in range(9_999)] + [12.5]}

    assert [meets(each, claim) for each in ("値段 0", "値段 9998", "値段 9999", 12.5, ["12.5"])] == [
        *(True, True, False),
        *(True, True),
    ]


MISTAKES = [
    ({"op": "greater", "value": 1}, 'op: "greater" is not an operator; did you mean "gt"?'),
    ({"op": "contain", "value": 1}, 'op: "contain" is not an operator; did you mean "contains"?'),
    ({"op": "==", "value": 1}, 'op: "==" is not an operator; did you mean "is"?'),
    ({"op": "qqq"}, 'op: "qqq" is not an operator'),
    ({"op": ["is"]}, "op: \"['is']\" is not an operator"),
    ({"op": "in", "value": "x"}, "value: “in” takes a list of 1 to 10000 values"),
    ({"op": "gt", "value": "x"}, "value: this must be a number"),
    (
        {"op": "gt", "value": "2026-05-14"},
        "value: this must be a number; dates are asked for by before, after and between",
    ),
    ({"op": "birthday", "value": "7d"}, 'op: "birthday" is not an operator; did you mean "anniversary_in"?'),
    ({"op": "anniversary_in", "value": "365d"}, "value: this must be a number of days, from 0d (today) to 364d"),
    ({"op": "within_last", "value": "0d"}, "value: “0d” is not a length of time; write 30d, 12h or 45m"),
    *(
        (
            {"op": "before", "value": value},
            "value: this must be a date, for example 2026-05-14, 2026-05-14T10:00+09:00, today or now-90d",
        )
        for value in (
            "soon",
            "2026-02-30",
            1795262400,
            "today-12h",
            "now-90",
            "now-99999999w",
            "2026-05-14\n",
            None,
            [1],
        )
    ),
    ({"op": "between", "value": [1]}, "value: “between” takes two numbers or two dates, for example [10, 20]"),
    ({"op": "between", "value": [1, "x"]}, "value[1]: this must be a number"),
    ({"op": "between", "value": [2, 1]}, "value: the first of two numbers is not above the second"),
    ({"op": "contains", "value": ""}, "value: this must be a text of 1 to 1000 characters"),
    ({"op": "exists", "value": 1}, "value: “exists” takes no value"),
    ({"op": "exists", "or_missing": True}, "or_missing: “exists” asks whether it is there"),
    ({"op": "is", "value": "x", "or_missing": 1}, "or_missing: this is true or false"),
]


@pytest.mark.parametrize(("claim", "sentence"), MISTAKES)
def test_a_mistake_in_a_claim_is_told(claim, sentence):
    with pytest.raises(RuleError) as problem:
        read_claim(Node(claim, ""))

    assert str(problem.value) == sentence


SENTENCES = [
    ({"value": "x"}, "n is “x”", "n is not “x”"),
    ({"op": "is_not", "value": 1}, "n is known and not 1", "n is 1 or not known"),
    ({"op": "is_not", "value": 1, "or_missing": True}, "n is not 1", "n is 1"),
    ({"op": "in", "value": [1, True]}, "n is one of 1, true", "n is none of 1, true"),
    ({"op": "gte", "value": 5, "or_missing": True}, "n is at least 5, or n is not known", None),
    ({"op": "between", "value": [1, 2.5]}, "n is between 1 and 2.5", "n is not between 1 and 2.5"),
    ({"op": "missing"}, "n is not known", "n is known"),
]


@pytest.mark.parametrize(("claim", "says", "says_not"), SENTENCES)
def test_a_claim_in_words(claim, says, says_not):
    read = read_claim(Node(claim, ""))

    assert read.sentence("n") == says
    assert says_not is None or read.sentence("n", is_negated=True) == says_not
