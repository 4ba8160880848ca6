import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.kit.csv_out import Writer, guarded, unguarded


@pytest.mark.parametrize("cell", ["=1+1", "+SUM(A1)", "-cmd|' /C calc'!A0", "@A1", "\t=1", "  =1", "＝1", "'=1"])
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Aino", "-12.50", "+358401234567", "1,234.50", "", "O'Neill", "a=b", 12, None])
def test_everything_else_stays_as_it_is(cell: object) -> None:
    assert guarded(cell) == cell


@given(st.text(alphabet="'=+-@\t\r\n 1a.＝"))
def test_the_guard_can_be_taken_away_again(text: str) -> None:
    assert unguarded(str(guarded(text))) == text


def test_a_writer_guards_every_cell() -> None:
    file = io.StringIO(newline="")

    Writer(file).writerow(["=1", "Aino", 3])

    assert list(csv.reader([file.getvalue()])) == [["'=1", "Aino", "3"]]
