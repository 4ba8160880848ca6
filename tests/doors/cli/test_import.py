"""`polku import`, as it is typed."""

import sqlite3

import pytest

from tests.program import Program

ORDERS = "order_id,user_id,date,product_id,quantity,price\n1,aino,2026-11-01,tea,2,3.50\n2,bo,2026-11-02,cup,1,12x\n"


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A new installation that nobody has started yet: importing needs no server."""
    made = Program(tmp_path_factory.mktemp("import"))
    made.init("aino@example.com")
    return made


def test_what_was_read_what_was_refused_and_why(shop, tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    file = tmp_path / "orders.csv"
    file.write_text(ORDERS)

    tried = shop.run("import", "orders", str(file), "--dry-run")
    done = shop.run("import", "orders", str(file), "--source", "Till", "--currency", "EUR")
    again = shop.run("import", "orders", str(file), "--source", "Till", "--currency", "EUR")

    assert "dry run: 2 lines, 1 order: 1 new, 0 amended, 0 unchanged; 1 line refused" in tried.stdout
    assert '"order_id":"1","revenue":7,"currency":"USD"' in tried.stdout
    assert done.stderr == (
        'orders.csv line 3: "price" is not a number: 12x\n         1  A value cannot be understood.\n'
    )
    assert "2 lines, 1 order: 1 new, 0 amended, 0 unchanged; 1 line refused" in done.stdout
    assert f"refused lines with their reasons: {file}.refused.csv" in done.stdout
    assert "0 new, 0 amended, 1 unchanged" in again.stdout


def test_the_kinds_of_reasons_are_told_in_the_language_of_the_terminal(shop, tmp_path, monkeypatch):
    file = tmp_path / "orders.csv"
    file.write_text(ORDERS)
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")

    tried = shop.run("import", "orders", str(file), "--dry-run")

    assert tried.stderr.splitlines()[-1] == "         1  読み取れない値があります。"


def test_the_reasons_are_told_in_the_language_of_the_terminal_too(shop, tmp_path, monkeypatch):
    file = tmp_path / "orders.csv"
    file.write_text(ORDERS)
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")

    done = shop.run("import", "orders", str(file), "--source", "Kassa")

    told = "orders.csv の 3 行目: 「price」が数値ではありません: 12x"
    assert done.stderr.splitlines()[0] == told
    assert (tmp_path / "orders.csv.refused.csv").read_text("utf-8-sig").splitlines()[1].endswith(f",3,{told}")


def test_people_and_where_refused_lines_go(shop, tmp_path):
    file, refused = tmp_path / "people.csv", tmp_path / "bad.csv"
    file.write_bytes("会員番号,氏名,メール\n7,山田 文,fumi@example.jp\n8,佐藤,nowhere\n".encode("shift_jis"))

    done = shop.run("import", "people", str(file), "--refused", str(refused))

    assert "2 lines, 1 person: 1 new" in done.stdout
    assert refused.read_text("utf-8-sig").splitlines()[1] == (
        '8,佐藤,nowhere,3,"people.csv line 3: ""メール"" is not an e-mail address: nowhere"'
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["missing.csv"], "missing.csv: there is no such file"),
        (["--map", "price", "x.csv"], '"price" is not FIELD=COLUMN'),
        (["--time-zone", "Mars/Olympus", "x.csv"], 'there is no time zone "Mars/Olympus"'),
        (["--currency", "EURO", "x.csv"], '"EURO" is not a currency\'s three letters'),
    ],
)
def test_what_is_wrong_is_one_sentence(shop, words, sentence):
    done = shop.run("import", "orders", *words)

    assert done.returncode != 0
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_without_an_installation_it_says_what_to_do(tmp_path):
    done = Program(tmp_path / "nothing").run("import", "orders", "x.csv")

    assert done.returncode == 1
    assert "run `polku init --owner EMAIL`" in done.stderr


def test_it_stands_in_the_list_of_imports_and_can_be_undone_there(shop, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("user_id,name\n1,Devi\n2,Emile\n")

    shop.run("import", "people", str(file), "--source", "Register")
    shop.run("import", "people", str(file), "--source", "Register", "--dry-run")

    with sqlite3.connect(shop.folder / "data" / "polku.db") as database:
        rows = database.execute(
            "SELECT state, file_name, new, who FROM file_import WHERE source = 'Register'"
        ).fetchall()
        batches = database.execute(
            "SELECT count(*) FROM import_batch b JOIN file_import i ON i.id = b.import_id WHERE source = 'Register'"
        ).fetchone()
    assert rows == [("done", "people.csv", 2, "")]
    assert batches == (1,)


def test_consents_with_their_days(shop, tmp_path):
    file = tmp_path / "newsletter.csv"
    file.write_text("Email,Subscribed,Date\ndevi@shop.example,yes,2026-03-01\nemile@shop.example,perhaps,2026-03-01\n")

    tried = shop.run("import", "consents", str(file), "--dry-run")
    done = shop.run("import", "consents", str(file))

    assert '"event":"Consent Given"' in tried.stdout
    assert "2 lines, 1 consent: 1 new, 0 amended, 0 unchanged; 1 line refused" in done.stdout
    assert '"Subscribed" is neither a yes nor a no: perhaps' in done.stderr
