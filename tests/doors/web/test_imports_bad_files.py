"""Whatever is uploaded, somebody is told in words what is the matter, and nothing breaks."""

import tracemalloc
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.multipartparser import MultiPartParser
from django.test import Client
from django.utils.html import escape

from polku.doors.web.imports_upload import ToFolder
from polku.know.events.imports import files
from polku.know.events.imports.models import Import

pytestmark = pytest.mark.usefixtures("noon")

PEOPLE = "会員番号,氏名,メール\n7,山田 文,fumi@example.jp\n8,佐藤 一,\n"
CHINESE = "客户编号,姓名,邮箱\n7,王伟,wei@example.cn\n8,李娜,\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: object) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]


def uploaded(web: Client, content: bytes, *, name: str = "people.csv") -> str:
    """The page that somebody sees after uploading it."""
    answer = web.post("/imports/new", {"kind": "people", "file": SimpleUploadedFile(name, content)}, follow=True)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    ("text", "written_in", "shown"),
    [
        (PEOPLE, "utf-8-sig", "山田 文"),
        (PEOPLE, "shift_jis", "山田 文"),
        (PEOPLE, "utf-16", "山田 文"),
        (CHINESE, "gb18030", "王伟"),
        (PEOPLE.replace(",", ";"), "utf-8", "山田 文"),
        (PEOPLE.replace(",", "\t"), "utf-8", "山田 文"),
    ],
)
def test_every_encoding_and_dialect_is_found_out(web: Client, text: str, written_in: str, shown: str) -> None:
    page = uploaded(web, text.encode(written_in))

    assert f'<bdi class="fw-medium">{shown}</bdi>' in page


def test_the_encoding_can_be_told_where_it_was_guessed_wrong(web: Client) -> None:
    uploaded(web, "id,name\n1,Äitee\n".encode("utf-16-le"))
    row = Import.objects.get()

    page = web.post(f"/imports/{row.pk}/columns", {"to.0": "user_id", "to.1": "name", "encoding": "utf-16"})

    assert page.status_code == 200
    row.refresh_from_db()
    assert row.told["encoding"] == "utf-16"


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "people.csv", "The file is empty."),
        (b"PK\x03\x04" + b"\0" * 900, "people.xlsx", "This is a spreadsheet’s own file."),
        (b"\x1f\x8b\x08" + b"\0" * 900, "people.csv.gz", "This is a packed file."),
        (b"PAR1 but then nothing", "people.parquet", "Nothing in this file can be read as a table."),
        (b"[1, 2, 3]\n", "people.json", "Nothing in this file can be read as a table."),
        (b"\n\n\n", "people.csv", "Nothing in this file can be read as a table."),
        (b"user_id,name\n", "people.csv", "None of the first lines can be read."),
    ],
)
def test_what_is_no_table_is_told_in_words(web: Client, content: bytes, name: str, sentence: str) -> None:
    assert sentence in uploaded(web, content, name=name)


@pytest.mark.parametrize("seed", range(5))
def test_binary_rubbish_breaks_nothing(web: Client, seed: int) -> None:
    rubbish = bytes((number * number * (seed + 3) + number * 7) % 256 for number in range(20_000))

    assert "</html>" in uploaded(web, rubbish)
    row = Import.objects.get()
    assert web.post(f"/imports/{row.pk}/columns", {"to.0": "user_id", "check": "1"}).status_code in (200, 302)
    assert web.get(f"/imports/{row.pk}").status_code == 200


def test_markup_in_names_headings_and_cells_is_shown_and_does_nothing(web: Client) -> None:
    script = "<script>alert(1)</script>"

    page = uploaded(web, f"user_id,{script}\n1,{script}\n".encode(), name=f"{script}.csv")

    assert script not in page
    assert page.count(escape(script)) >= 3
    assert Import.objects.get().file_name == "script>.csv"  # Django leaves nothing of a path


def test_formulas_are_values_like_any_other(web: Client) -> None:
    page = uploaded(web, b"user_id,name\n1,=1+1\n")

    assert '<bdi class="fw-medium">=1+1</bdi>' in page


def test_no_file_at_all_is_asked_for(web: Client) -> None:
    answer = web.post("/imports/new", {"kind": "people"}, follow=True)

    assert "Pick a file first." in answer.text


def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(web: Client, settings: object) -> None:
    settings.IMPORT_MB = 1  # type: ignore[attr-defined]

    page = uploaded(web, b"user_id\n" + b"x" * (1 << 21))

    assert "The file is too large: at most 1 MB." in page
    assert list(files.folder().iterdir()) == []


def test_a_large_file_goes_to_the_disk_and_not_into_memory() -> None:
    size = 50 << 20
    head = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n\r\nuser_id,name\n'
    source = Stream(head, b"u1,Aino \n", size, b"\r\n--edge--\r\n")
    meta = {"CONTENT_TYPE": "multipart/form-data; boundary=edge", "CONTENT_LENGTH": str(source.length)}

    tracemalloc.start()
    _post, found = MultiPartParser(meta, source, [ToFolder()], "utf-8").parse()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found["file"].path.stat().st_size == size + len(b"user_id,name\n")
    assert peak < 8 << 20


class Stream:
    """The body of a request, made while it is read."""

    def __init__(self, head: bytes, line: bytes, size: int, tail: bytes) -> None:
        self.parts = [head, tail]
        self.line, self.left = line, size
        self.length = len(head) + size + len(tail)
        self.waiting = head

    def read(self, most: int) -> bytes:
        if not self.waiting and self.left:
            count = min(self.left, 1 << 16)
            self.waiting, self.left = (self.line * (count // len(self.line) + 1))[:count], self.left - count
        elif not self.waiting and len(self.parts) == 2:
            self.waiting = self.parts.pop()
        part, self.waiting = self.waiting[:most], self.waiting[most:]
        return part
