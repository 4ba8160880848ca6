"""Whatever a person reads is marked for translation, and English and Japanese are complete."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.catalogue import flaws
from tests.house.markup import LETTER, unmarked
from tests.house.tree import python_files, templates, text_of

COMPLETE = ("ja",)  # English is the source
SPOKEN_ARGUMENTS = {"label", "help_text", "empty_label", "verbose_name", "verbose_name_plural", "placeholder"}
SPOKEN_CALLS = {"ValidationError", "success", "error", "warning", "info"}
SILENT = ("polku/lab", "polku/doors/cli", "polku/migrations")  # the command line speaks English


def spoken_in_python(path: Path) -> Iterator[str]:
    """Labels, help texts, refusals and notices that are written as plain strings."""
    for node in ast.walk(ast.parse(text_of(path))):
        if not isinstance(node, ast.Call):
            continue
        arguments = [word.value for word in node.keywords if word.arg in SPOKEN_ARGUMENTS]
        if _is_notice(node):
            arguments += node.args
        for argument in arguments:
            if isinstance(argument, ast.JoinedStr) or (_is_text(argument) and LETTER.search(ast.unparse(argument))):
                yield f"{path}:{argument.lineno} {ast.unparse(argument)[:80]}"


def _is_notice(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id="ValidationError"):
            return True
        case ast.Attribute(value=ast.Name(id="messages"), attr=name):
            return name in SPOKEN_CALLS
    return False


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize("path", templates(), ids=str)
def test_every_text_in_a_template_is_marked(path: Path) -> None:
    assert [f"{path}:{one.line} {one.text}" for one in unmarked(text_of(path))] == []


def test_every_label_and_notice_in_python_is_marked() -> None:
    pages = [path for path in python_files() if not str(path).startswith(SILENT)]

    assert [line for path in pages for line in spoken_in_python(path)] == []


@pytest.mark.parametrize("language", COMPLETE)
def test_every_sentence_is_translated(language: str) -> None:
    missing = list(flaws(language))

    assert missing == [], f"{len(missing)} sentences; `./do words` lists them in the .po file"
