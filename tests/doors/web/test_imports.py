"""Importing by page: upload, columns, dry run, run, refused lines, undo."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from polku.act.rewards.history import undo as history
from polku.kit import clock
from polku.know.events.imports import files
from polku.know.events.imports.loop import Importer
from polku.know.events.imports.models import Import
from polku.know.events.models import Forgetting, LogBatch
from polku.know.teams.models import Member

PEOPLE = "user_id,e-mail,favourite\n1,devi@example.com,tea\n2,emile@example.com,=cmd()\n,,none\n"
ORDERS = "order_id,user_id,date,price\n1,devi,2026-11-01,3.50\n"
Upload = Callable[..., Import]

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: object) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def upload(web: Client) -> Upload:
    """Aino uploads a file: `upload("user_id\\n1\\n")` gives its import, as it stands after that."""

    def upload(content: str | bytes = PEOPLE, *, name: str = "people.csv", kind: str = "people") -> Import:
        body = content if isinstance(content, bytes) else content.encode()
        answer = web.post("/imports/new", {"kind": kind, "file": SimpleUploadedFile(name, body)})
        assert answer.status_code == 302, answer.text
        row = Import.objects.get()
        assert answer["Location"] == f"/imports/{row.pk}"
        return row

    return upload


def carry_on() -> None:
    importer = Importer()
    while importer.tick(clock.now()):
        pass


def named(web: Client, row: Import, **changed: str) -> dict[str, str]:
    """What the form of the columns sends, with some of it changed: `to_0="email"` is the field `to.0`."""
    page = web.get(f"/imports/{row.pk}")
    said = {}
    for column in page.context["naming"].columns:
        said[f"to.{column.number}"] = column.target
        if column.is_own:
            said[f"as.{column.number}"] = column.called
    return {**said, "source": row.source, **{name.replace("_", "."): value for name, value in changed.items()}}


def check(web: Client, row: Import, **changed: str) -> Import:
    web.post(f"/imports/{row.pk}/columns", {**named(web, row, **changed), "check": "1"})
    carry_on()
    row.refresh_from_db()
    return row


def test_from_the_file_to_the_log_and_what_was_refused(web: Client, upload: Upload) -> None:
    row = check(web, upload())
    assert (row.state, row.new, row.refused) == ("checked", 2, 1)
    before = web.get(f"/imports/{row.pk}").text

    answer = web.post(f"/imports/{row.pk}/run")
    carry_on()

    row.refresh_from_db()
    page = web.get(f"/imports/{row.pk}").text
    lines = b"".join(web.get(f"/imports/{row.pk}/refused").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert answer["Location"] == f"/imports/{row.pk}"
    assert (row.state, row.new, sum(LogBatch.objects.values_list("count", flat=True))) == ("done", 2, 2)
    assert "people.csv line 4: nothing tells who this is" in before
    assert "Undo this import" in page
    assert lines.splitlines()[1].startswith(",,none,4,")
    assert list(files.folder().glob("*.part")) == []


def test_reasons_are_told_in_the_language_of_whoever_downloads_them(web: Client, upload: Upload) -> None:
    row = check(web, upload("user_id;e-mail\n1;nowhere\n;\n;;too many\n2;;;=x\n"), to_1="email")

    english = web.get(f"/imports/{row.pk}/refused").getvalue().decode("utf-8-sig")  # type: ignore[attr-defined]
    web.cookies["django_language"] = "ja"
    page = web.get(f"/imports/{row.pk}").text
    japanese = web.get(f"/imports/{row.pk}/refused").getvalue().decode("utf-8-sig")  # type: ignore[attr-defined]

    assert english.splitlines()[:2] == [
        "user_id;e-mail;refused_line;refused_reason",
        '1;nowhere;2;"people.csv line 2: ""e-mail"" is not an e-mail address: nowhere"',
    ]
    assert japanese.splitlines() == [
        "user_id;e-mail;refused_line;refused_reason",
        "1;nowhere;2;people.csv の 2 行目: 「e-mail」がメールアドレスではありません: nowhere",
        ";;too many;4;people.csv の 4 行目: 見出しは 2 列ですが、この行は 3 列です",
        "2;;;'=x;5;people.csv の 5 行目: 見出しは 2 列ですが、この行は 4 列です",
    ]
    assert "people.csv の 4 行目" in page


def test_fields_are_called_as_the_columns_page_calls_them(web: Client, upload: Upload) -> None:
    row = check(web, upload())

    page = web.get(f"/imports/{row.pk}").text

    assert "people.csv line 4: nothing tells who this is: Customer number, E-mail are empty" in page


def test_columns_are_guessed_shown_with_their_values_and_can_be_changed(web: Client, upload: Upload) -> None:
    row = upload()
    page = web.get(f"/imports/{row.pk}")
    columns = [(one.heading, one.values, one.target, one.called) for one in page.context["naming"].columns]

    answer = web.post(f"/imports/{row.pk}/columns", named(web, row, to_2="own", as_2="drink"), HTTP_HX_REQUEST="true")

    row.refresh_from_db()
    assert columns == [
        ("user_id", ["1", "2"], "user_id", "user_id"),
        ("e-mail", ["devi@example.com", "emile@example.com"], "email", "e-mail"),
        ("favourite", ["tea", "=cmd()", "none"], "own", "favourite"),
    ]
    assert row.told["map"] == {"user_id": "user_id", "email": "e-mail", "drink": "favourite"}
    assert "drink: <bdi>tea</bdi>" in answer.text
    assert "<html" not in answer.text


def test_a_column_that_is_left_out_does_not_come_in(web: Client, upload: Upload) -> None:
    row = check(web, upload(), to_2="")
    web.post(f"/imports/{row.pk}/run")
    carry_on()

    assert b"favourite" not in bytes(LogBatch.objects.get().payload)


def test_a_column_that_every_line_needs_is_asked_for(web: Client, upload: Upload) -> None:
    row = upload(ORDERS, name="orders.csv", kind="orders")

    answer = web.post(f"/imports/{row.pk}/columns", {**named(web, row, to_2=""), "check": "1"})

    row.refresh_from_db()
    assert row.state == "new"
    assert "Which column holds the date of the order?" in answer.text


def test_two_columns_cannot_be_the_same(web: Client, upload: Upload) -> None:
    row = upload()

    answer = web.post(f"/imports/{row.pk}/columns", {**named(web, row, to_2="email"), "check": "1"})

    row.refresh_from_db()
    assert row.state == "new"
    assert "“e-mail” and “favourite” cannot both be “E-mail”: only the first one is." in answer.text


def test_days_that_may_be_months_are_asked_for_after_the_whole_file_was_read(web: Client, upload: Upload) -> None:
    row = upload("order_id,user_id,date,price\n1,devi,01/02/2026,3\n", name="orders.csv", kind="orders")
    row = check(web, row)
    page = web.get(f"/imports/{row.pk}").text

    row = check(web, row, dates="day first")

    assert "The dates may be day/month or month/day." in page
    assert (row.state, row.new) == ("checked", 1)


def test_two_tabs_start_it_once(web: Client, upload: Upload) -> None:
    row = check(web, upload())

    web.post(f"/imports/{row.pk}/run")
    second = web.post(f"/imports/{row.pk}/run", follow=True)
    carry_on()

    assert "This import is under way already." in second.text
    assert sum(LogBatch.objects.values_list("count", flat=True)) == 2


def test_the_page_follows_while_it_is_under_way_and_it_can_be_stopped(web: Client, upload: Upload) -> None:
    row = check(web, upload())
    web.post(f"/imports/{row.pk}/run")

    following = web.get(f"/imports/{row.pk}", HTTP_HX_REQUEST="true").text
    web.post(f"/imports/{row.pk}/stop")
    carry_on()

    row.refresh_from_db()
    assert 'hx-trigger="every 1s"' in following
    assert "Waiting for its turn" in following
    assert (row.state, LogBatch.objects.count()) == ("stopped", 0)
    assert "Import now" in web.get(f"/imports/{row.pk}").text


def test_undoing_is_asked_for_once_more_with_what_goes(web: Client, upload: Upload) -> None:
    row = check(web, upload())
    web.post(f"/imports/{row.pk}/run")
    carry_on()

    asked = web.get(f"/imports/{row.pk}/undo").text
    web.post(f"/imports/{row.pk}/undo")

    row.refresh_from_db()
    assert "2 people are known no longer, unless something else tells of them." in asked
    assert (row.state, row.undone_who) == ("undoing", "Aino")


def test_what_was_never_run_cannot_be_undone(web: Client, upload: Upload) -> None:
    row = check(web, upload())

    answer = web.post(f"/imports/{row.pk}/undo", follow=True)

    row.refresh_from_db()
    assert row.state == "checked"
    assert "There is nothing of it to be undone." in answer.text


def test_a_file_can_be_removed_before_it_is_imported(web: Client, upload: Upload) -> None:
    row = upload()

    web.post(f"/imports/{row.pk}/removal")

    row.refresh_from_db()
    assert (row.state, row.stored) == ("given up", "")
    assert list(files.folder().iterdir()) == []
    assert "Nothing of this file was imported" in web.get(f"/imports/{row.pk}").text


def test_the_list_asks_as_little_for_three_as_for_one(web: Client, aino: Member, django_assert_max_num_queries) -> None:
    def imports(count: int) -> int:
        for number in range(count):
            Import.objects.create(kind="people", file_name=f"{number}.csv", who="Aino", by=aino, created_ms=number)
        with django_assert_max_num_queries(20) as queries:
            assert web.get("/imports").status_code == 200
        return len(queries)

    web.get("/imports")
    one, three = imports(1), imports(2)

    assert one == three
    assert len(re.findall(r"\d\.csv", web.get("/imports").text)) == 3


def test_imports_by_the_command_line_stand_in_the_list(web: Client) -> None:
    Import.objects.create(kind="orders", state="done", file_name="till.csv", created_ms=clock.now_ms(), new=7)

    page = web.get("/imports").text

    assert "till.csv" in page
    assert "command line" in page


@pytest.mark.parametrize("role", ["editor", "agent", "till", "viewer"])
def test_who_may_not_import_sees_no_page_of_it_and_leaves_no_file(client: Client, aino: Member, role: str) -> None:
    client.force_login(Member.objects.create_user("bo@kahvila.example", role=role))

    answers = [
        client.get("/imports"),
        client.post("/imports/new", {"file": SimpleUploadedFile("a.csv", b"user_id\n1\n")}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert list(files.folder().iterdir()) == []


def test_an_upload_without_its_token_is_turned_away_and_leaves_no_import(aino: Member) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(aino)

    answer = browser.post("/imports/new", {"kind": "people", "file": SimpleUploadedFile("a.csv", b"user_id\n1\n")})

    assert answer.status_code == 403
    assert not Import.objects.exists()


def test_consents_come_in_the_same_way(web: Client, upload: Upload) -> None:
    yes = "devi@example.com,yes,2026-01-05\n"
    text = f"address,newsletter,day\n{yes}{yes}emile@example.com,no,2026-01-06\n"
    row = upload(text, kind="consents")
    page = web.get(f"/imports/{row.pk}")
    row = check(web, row)
    web.post(f"/imports/{row.pk}/run")
    carry_on()

    row.refresh_from_db()
    assert [(one.heading, one.target) for one in page.context["naming"].columns] == [
        ("address", "email"),
        ("newsletter", "said"),
        ("day", "timestamp"),
    ]
    assert '<bdi class="fw-medium">emile@example.com</bdi><span class="pill pill-bad">no</span>' in page.text
    assert (row.state, row.rows, row.new, row.unchanged) == ("done", 3, 2, 1)


def test_the_next_file_with_the_same_columns_is_read_as_the_last_one_was(web: Client, upload: Upload) -> None:
    first = upload()
    web.post(f"/imports/{first.pk}/columns", named(web, first, to_2="own", as_2="drink") | {"source": "Till"})

    web.post("/imports/new", {"kind": "people", "file": SimpleUploadedFile("next.csv", PEOPLE.encode())})
    second = Import.objects.latest("pk")
    page = web.get(f"/imports/{second.pk}")

    second.refresh_from_db()
    assert [one.called for one in page.context["naming"].columns if one.is_own] == ["drink"]
    assert second.source == "Till"


def test_coupons_of_before_stand_in_the_list_with_their_counts_and_can_be_undone(web: Client) -> None:
    told = {"programs": [], "given": 7, "used": 5, "expired": 2, "kept": 0}
    row = Import.objects.create(
        kind="coupons", state="done", file_name="journey", created_ms=1, asked_ms=1, new=12, refused=1, told=told
    )
    listed, page, asked = (web.get(at).text for at in ("/imports", f"/imports/{row.pk}", f"/imports/{row.pk}/undo"))
    web.post(f"/imports/{row.pk}/undo")
    carry_on()  # what carries the others on leaves it alone
    waits = Import.objects.get()
    assert (history.tick(clock.now()), history.tick(clock.now())) == (1, 0)

    assert "Coupons · command line" in listed
    assert all(words in page for words in ("Given and used", "See the programs", "Undo this import"))
    assert "12 coupons that were given or used go, as if they had never come:" in asked
    assert (waits.state, waits.forgetting_id) == ("undoing", None)
    assert Import.objects.get().forgetting_id == Forgetting.objects.get().pk
