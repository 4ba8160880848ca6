"""What one installs is whole: pages, assets, languages, and nothing of ours that only developers need."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_a_wheel_holds_the_whole_program_with_assets_and_languages(wheel: zipfile.ZipFile) -> None:
    ours = {str(path) for path in files() if path.is_relative_to("polku")}
    languages = {str(Path(path).with_suffix(".mo")) for path in ours if path.endswith(".po")}
    built = {
        f"polku/doors/web/static/built/{name}"
        for name in ("tabler.min.css", "tabler.min.js", "icons.svg", "tracker.js")
    }

    assert (ours | languages | built) - set(wheel.namelist()) == set()


def test_a_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {Path(name).parts[0] for name in wheel.namelist()}

    assert [top for top in tops if top != "polku" and not top.endswith(".dist-info")] == []


def test_the_version_is_the_changelogs_top_heading(wheel: zipfile.ZipFile) -> None:
    heading = next(line for line in (ROOT / "CHANGELOG.md").read_text().splitlines() if line.startswith("## "))

    assert Path(str(wheel.filename)).name.split("-")[1] == heading.split()[1]
