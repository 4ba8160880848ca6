"""The column store: one process at a time, and a sentence for everything that can be wrong with it."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from polku.kit import columns as store

OPEN = """
import sys
from polku.kit import columns
try:
    columns.open(sys.argv[1], afresh=sys.argv[2:] == ["afresh"])
    columns.command("CREATE TABLE IF NOT EXISTS kept (a UInt64) ENGINE = MergeTree ORDER BY a")
    columns.command("INSERT INTO kept VALUES (1)")
    print(columns.value("SELECT count() FROM kept"))
except columns.ColumnsError as problem:
    print(problem)
    try:
        columns.value("SELECT 1")
    except columns.ColumnsError as again:
        assert str(again) == str(problem)
finally:
    columns.close()
"""


def elsewhere(url: str, *words: str) -> str:
    """What another process says that opens the store and writes a row."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", OPEN, url, *words], cwd=root, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.usefixtures("columns")
def test_a_second_process_is_told_in_one_sentence(settings):
    said = "Another process has the column store open, and only one may: stop that one, or use a ClickHouse server."

    assert elsewhere(settings.COLUMNS_URL) == said
    assert elsewhere(settings.COLUMNS_URL, "afresh") == said
    assert store.value("SELECT 1") == 1


def test_a_damaged_store_says_what_to_do_and_can_be_made_afresh(tmp_path):
    url = f"chdb://{tmp_path}/columns"
    assert elsewhere(url) == "1"
    assert elsewhere(url) == "2"
    for file in tmp_path.rglob("*.sql"):
        file.write_text("nonsense")

    said = elsewhere(url)

    assert said.startswith("The column store cannot be read. Nothing is lost: run `polku rebuild columns`.")
    assert elsewhere(url, "afresh") == "1"


def test_what_is_not_a_folder_is_a_damaged_store(tmp_path):
    (tmp_path / "columns").write_text("a file")

    assert elsewhere(f"chdb://{tmp_path}/columns").startswith("The column store cannot be read.")


def test_a_server_that_is_not_there_is_told():
    assert elsewhere("clickhouse://127.0.0.1:9").startswith("The ClickHouse server does not answer.")


@pytest.mark.usefixtures("columns")
def test_every_thread_has_a_handle_of_its_own():
    handles = []
    threads = [threading.Thread(target=lambda: handles.append(store.client())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({id(handle) for handle in [*handles, store.client()]}) == 4
    assert store.client() is store.client()


@pytest.mark.usefixtures("columns")
def test_memory_can_be_given_back_at_any_time():
    store.give_memory_back()

    assert store.value("SELECT 1") == 1


@pytest.mark.usefixtures("columns")
def test_a_question_that_takes_too_long_is_stopped():
    with pytest.raises(store.TooSlow):
        store.query("SELECT count() FROM numbers(100000000000) WHERE sipHash64(number) = 1", time_limit_s=0.3)


def test_a_store_that_is_closed_is_told(settings):
    store.close()

    with pytest.raises(store.ColumnsClosed):
        store.query("SELECT 1")


def test_names_stay_names():
    assert store.path("traits", "city") == "traits.`city`"
    assert store.path("traits", "a`b", "{x:String}") == "traits.`a\\x60b`.`\\x7Bx\\x3AString\\x7D`"
    assert store.path("traits", "名") == "traits.`\\xE5\\x90\\x8D`"
