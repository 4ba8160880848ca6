"""The program stands on the packages that are installed to run it, and on none that come for the tests only."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions

from tests.house.tree import ROOT, python_files, text_of

OWN = {"polku", "tests"}


def locked() -> set[str]:
    """The names in the lock of what runs."""
    text = (ROOT / "requirements" / "run.txt").read_text()
    return {normal(name) for name in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", text, re.MULTILINE)}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(text: str) -> Iterator[str]:
    """The top names of what a file imports when it runs: what stands below `if TYPE_CHECKING` is not."""
    tree = ast.parse(text)
    for_types = [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)]
    passed_over = {id(inner) for node in for_types for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in passed_over:
            continue
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_the_program_imports_only_what_is_installed_to_run_it() -> None:
    found_in = packages_distributions()
    allowed = locked()
    strangers = {
        f"{path}: {name}"
        for path in python_files()
        for name in imported(text_of(path))
        if name not in sys.stdlib_module_names
        and name not in OWN
        and not allowed & {normal(distribution) for distribution in found_in.get(name, [])}
    }

    assert sorted(strangers) == []


def test_what_few_need_is_not_in_memory_before_they_need_it() -> None:
    """60 MB, and half a second of each start: for files of tables, PDFs, and the other database."""
    heavy = {"numpy", "pyarrow", "pandas", "reportlab", "psycopg", "chdb"}
    code = f"import django; django.setup(); import polku.urls, polku.serving, sys; print({heavy} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout.strip() == "set()"
