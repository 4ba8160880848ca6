"""Addresses out of what somebody pastes or uploads: one in a line, or a table with a column of e-mails."""

import csv
import io

NAMES = ("email", "e-mail", "e_mail", "mail", "email address", "e-mail address", "address", "メール", "メールアドレス")
CODES = ("utf-8-sig", "cp932", "latin-1")


def addresses_in(text: str) -> list[str]:
    """The column of that name; without one, in each line whatever has an @ in it, else the first field."""
    sample = text[:4_000]
    delimiter = max(",;\t", key=sample.count)
    rows = [[field.strip() for field in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(row)]
    if not rows:
        return []
    heads = [field.lower() for field in rows[0]]
    column = next((heads.index(name) for name in NAMES if name in heads), None)
    if column is not None:
        return [row[column] for row in rows[1:] if len(row) > column and row[column]]
    return [next((field for field in row if "@" in field), row[0]) for row in rows]


def text_of(given: bytes) -> str:
    """A file's, as spreadsheets write it."""
    for code in CODES:
        try:
            return given.decode(code)
        except UnicodeDecodeError:
            continue
    return ""
