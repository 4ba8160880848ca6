"""Files that open in spreadsheets are written in one place, which sees to it that no cell is a formula."""

import re

from tests.house.tree import python_files, text_of

WRITES = re.compile(r"\bcsv\.(writer|DictWriter)\(")


def test_csv_is_written_in_one_place() -> None:
    assert [str(path) for path in python_files("polku") if WRITES.search(text_of(path))] == ["polku/kit/csv_out.py"]
