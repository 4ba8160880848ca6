"""The locks name files by their hash and by nothing else, so that any mirror serves and nobody can swap one."""

import json
import re
import tomllib
from typing import Any

from tests.house.tree import ROOT


def pins(name: str) -> dict[str, str]:
    """{package: version} of a lock; every pin must carry a hash."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    found = {}
    for entry in text.replace("\\\n", "").splitlines():
        if entry.startswith("#"):
            continue
        match = re.match(r"([a-z0-9-]+)==(\S+)( ; [^#]*?)?(\s+--hash=sha256:[0-9a-f]{64})+$", entry.strip())
        assert match, f"requirements/{name}.txt: no hash, or more than a name: {entry[:80]}"
        found[match[1]] = match[2]
    return found


def wanted(*extras: str) -> set[str]:
    """What pyproject.toml asks for, by normal name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    listed = project["build-system"]["requires"] + project["project"]["dependencies"]
    for extra in extras:
        listed += project["project"]["optional-dependencies"][extra]
    return {re.split(r"[\[<>=~! ]", one, maxsplit=1)[0].lower().replace("_", "-") for one in listed}


def package_lock() -> dict[str, dict[str, Any]]:
    packages: dict[str, dict[str, Any]] = json.loads((ROOT / "assets/package-lock.json").read_text())["packages"]
    return packages


def test_the_locks_hold_all_that_pyproject_asks_for() -> None:
    assert wanted("demo") - set(pins("run")) == set()
    assert wanted("demo", "test") - set(pins("test")) == set()


def test_what_runs_is_what_is_tested() -> None:
    tested = pins("test")

    assert pins("run") == {name: tested.get(name) for name in pins("run")}


def test_the_locks_carry_no_address() -> None:
    for lock in ("requirements/run.txt", "requirements/test.txt", "assets/package-lock.json"):
        assert re.findall(r"https?://|file:|git\+|--[a-z-]*(?:index|find-links)", (ROOT / lock).read_text()) == []


def test_every_npm_package_is_pinned_by_hash() -> None:
    packages = {name: entry for name, entry in package_lock().items() if name}

    assert [name for name, entry in packages.items() if "integrity" not in entry or "resolved" in entry] == []


def test_package_json_and_its_lock_agree() -> None:
    asked = json.loads((ROOT / "assets/package.json").read_text())["devDependencies"]

    assert package_lock()[""]["devDependencies"] == asked
