"""A file is named for what it does; names that fit anything are buckets without a bottom."""

import ast

from tests.house.tree import files, python_files, text_of

BUCKETS = {"services.py", "utils.py", "helpers.py", "manager.py", "managers.py", "misc.py", "common.py"}
BUCKET_FOLDERS = {"common", "utils", "helpers", "services"}
FLOORS = {"know", "say", "act", "learn"}


def test_there_are_no_buckets() -> None:
    assert [str(path) for path in files() if path.name in BUCKETS or BUCKET_FOLDERS & set(path.parts[:-1])] == []


def test_every_room_has_a_sign_on_its_door_and_nothing_else_there() -> None:
    doors = [path for path in python_files() if path.name == "__init__.py" and len(path.parts) == 4]
    without = []
    for path in doors:
        body = ast.parse(text_of(path)).body
        if path.parts[1] in FLOORS and not (len(body) == 1 and ast.get_docstring(ast.parse(text_of(path)))):
            without.append(f"{path}: one docstring (what the room is for, its words, its one rule), no code")

    assert without == []
