"""Overwriting what SQLite leaves behind when it moves rows from one page to another.

With secure_delete everything that is removed is overwritten where it stood last. But a page that was split keeps, in
the gap between its index and its rows, copies of rows that went to its neighbour: about one in a thousand of the rows
that ever were there. No reader looks there, so the gaps are overwritten here where they stand.

In a process of its own: closing a database's file lets go of all locks that a process holds on it, the running
connections' ones too. The file format: https://www.sqlite.org/fileformat2.html#b_tree_pages
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

TREE_PAGES = {0x02: 12, 0x05: 12, 0x0A: 8, 0x0D: 8}  # kind → size of its header
FIRST_HEADER = 100  # the first page begins with the file's own header
AT_ONCE = 4_000  # pages in one go, while writers wait
READ_BYTES = 1 << 24
TRIES = 400  # to find the file of changes empty: under load another writer is often faster
MOST_PAGES = 0x02000000  # from here on an overflow page may begin like one of a tree


def scrub(path: str) -> None:
    """Overwrite the gaps of a database that others may be using. Raises subprocess.CalledProcessError."""
    subprocess.run([sys.executable, "-m", "polku.kit.scrub", path], check=True, capture_output=True)


def main(path: Path) -> int:
    """How many pages were overwritten."""
    database = sqlite3.connect(path, timeout=30, isolation_level=None)
    size = int(database.execute("PRAGMA page_size").fetchone()[0])
    version = int(database.execute("PRAGMA user_version").fetchone()[0])
    handle = os.open(path, os.O_RDWR)
    found = list(_with_gaps(handle, size)) if path.stat().st_size // size < MOST_PAGES else []
    for start in range(0, len(found), AT_ONCE):
        if not _take(database, path):
            sys.exit("the database is written to without a pause: nothing was overwritten; it is tried again")
        for number in found[start : start + AT_ONCE]:
            _overwrite(handle, number, size)
        os.fsync(handle)
        # A change, so that no connection goes on with the copies of pages that it holds in its memory.
        database.execute(f"PRAGMA user_version = {version}")
        database.execute("COMMIT")
    database.close()
    os.close(handle)
    return len(found)


def gap(page: bytes, *, is_first: bool = False) -> tuple[int, int]:
    """Where a page's gap begins and ends: (0, 0) for pages that are no tree's, or are full."""
    at = FIRST_HEADER if is_first else 0
    header = TREE_PAGES.get(page[at])
    if header is None:
        return 0, 0
    begin = at + header + 2 * int.from_bytes(page[at + 3 : at + 5], "big")
    end = int.from_bytes(page[at + 5 : at + 7], "big") or 65_536
    return (begin, end) if begin < end <= len(page) else (0, 0)


def _with_gaps(handle: int, size: int) -> Iterator[int]:
    """Numbers of pages, from 0, whose gap holds something."""
    step, number = max(1, READ_BYTES // size), 0
    while content := os.pread(handle, step * size, number * size):
        for n in range(len(content) // size):
            if number + n == 0 or content[n * size] in TREE_PAGES:
                page = content[n * size : (n + 1) * size]
                begin, end = gap(page, is_first=number + n == 0)
                if begin < end and page.count(0, begin, end) < end - begin:
                    yield number + n
        number += step


def _take(database: sqlite3.Connection, path: Path) -> bool:
    """Begin to write with no change outstanding: then nobody else touches the file of the database itself."""
    journal = path.with_name(f"{path.name}-wal")
    for _ in range(TRIES):
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        database.execute("BEGIN IMMEDIATE")
        if not journal.exists() or journal.stat().st_size == 0:
            return True
        database.execute("ROLLBACK")
    return False


def _overwrite(handle: int, number: int, size: int) -> None:
    page = os.pread(handle, size, number * size)
    begin, end = gap(page, is_first=number == 0)
    if begin < end:
        os.pwrite(handle, bytes(end - begin), number * size + begin)


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))  # noqa: T201 - a program of its own
