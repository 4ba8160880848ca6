"""docs/operate/settings.md lists every setting, word for word."""

import re

import pytest

from tests.house.tree import ROOT, python_files, text_of

DOCUMENT = ROOT / "docs/operate/settings.md"


def rows() -> list[str]:
    from polku import settings

    folder = str(settings.DATA_DIR)
    rows = []
    for one in settings.SETTINGS:
        # Defaults below the data folder are written relative to it: the folder differs from machine to machine.
        default = str(one.default).replace(folder, "<data>")
        if one.name == "POLKU_BASE_URL":
            default = default.replace(f":{settings.PORT}", ":<port>")  # the port may be set without the address
        rows.append(f"| `{one.name}` | {f'`{default}`' if default else '–'} | {one.unit} | {one.meaning} |")
    return rows


def test_every_setting_is_documented_with_its_default_unit_and_meaning() -> None:
    written = DOCUMENT.read_text() if DOCUMENT.exists() else ""

    missing = [row for row in rows() if row not in written]

    assert missing == [], "Put these rows into docs/operate/settings.md:\n" + "\n".join(missing)


def test_no_setting_is_documented_that_does_not_exist() -> None:
    if not DOCUMENT.exists():
        pytest.skip("docs/operate/settings.md is not written yet")
    from polku.settings import SETTINGS

    named = set(re.findall(r"^\| `(POLKU_[A-Z0-9_]+)`", DOCUMENT.read_text(), re.MULTILINE))

    assert named - {one.name for one in SETTINGS} == set()


def test_the_environment_is_read_in_one_place() -> None:
    readers = {"polku/kit/env.py", "polku/settings.py"}
    # The virtual world is a program of its own; the command line prepares the environment for what it starts.
    others = [path for path in python_files() if str(path) not in readers]
    others = [path for path in others if not str(path).startswith(("polku/lab/", "polku/doors/cli/"))]

    reading = re.compile(r"getenv|environ(\.get\(|\[)[^=]*$", re.MULTILINE)

    assert [str(path) for path in others if reading.search(text_of(path))] == []
