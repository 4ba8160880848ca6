"""Files that speak of somebody who is erased."""

from pathlib import Path

import pytest

from polku.kit import ids
from polku.know.events.forgetting.whom import Whom
from polku.know.events.imports import files
from polku.know.events.imports.forget import call_off, forget
from polku.know.events.imports.models import Import

pytestmark = pytest.mark.django_db
DEVI = Whom([{ids.identity_id("user_id", "devi-4711"): ("user_id", "devi-4711")}], frozenset({"山田 花子さん"}))


def stored(content: bytes, *, state: str = "done", ending: str = ".csv") -> Path:
    name = files.new_name(ending)
    files.path_of(name).write_bytes(content)
    Import.objects.create(kind="people", state=state, file_name="crm.csv", stored=name, created_ms=1)
    return files.path_of(name)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("id\ndevi-4711\n", "utf-8"),
        ("id\nDevi-4711\n", "utf-8"),
        ("id\nｄｅｖｉ－４７１１\n", "utf-8"),
        ("id\ndevi-4711\n", "utf-16"),
        ("name\n山田 花子さん\n", "shift_jis"),
    ],
)
def test_a_file_that_names_them_goes_in_whatever_encoding(text: str, encoding: str) -> None:
    path = stored(text.encode(encoding))

    assert forget(DEVI) == 1
    assert not path.exists()
    assert Import.objects.get().stored == ""


def test_their_name_across_two_pieces_of_a_large_file_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polku.know.events.imports.forget.PIECE", 7)
    path = stored(b"x" * 10 + b"devi-4711" + b"y" * 10)

    assert forget(DEVI) == 1
    assert not path.exists()


def test_files_of_others_stay_and_packed_ones_go(tmp_path: Path) -> None:
    other, packed = stored(b"id\nemile\n"), stored(b"PAR1", ending=".parquet")

    assert forget(DEVI) == 1
    assert (other.exists(), packed.exists()) == (True, False)
    other.unlink()


def test_a_file_that_is_being_read_is_waited_for() -> None:
    path = stored(b"id\ndevi-4711\n", state="running")

    assert call_off(DEVI) is True
    assert forget(DEVI) == 0
    path.unlink()
