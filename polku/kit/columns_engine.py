"""Handles to the column store, and what it reports when something is wrong. Others use `kit.columns`."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path
from shutil import disk_usage
from typing import IO
from urllib.parse import unquote, urlsplit

from clickhouse_connect import common, get_client
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import ClickHouseError, OperationalError

from polku.kit.locks import is_ours

DATABASE = "polku"
MB = 1 << 20
DISK_LEAST = 20 * MB

# The engine's own defaults suit a machine of its own (caches of 5 GB each); ours shares a process with everything else.
ENGINE = {
    "mark_cache_size": 64 * MB,
    "index_mark_cache_size": 8 * MB,
    "primary_index_cache_size": 32 * MB,
    "query_condition_cache_size": 8 * MB,
    "compiled_expression_cache_size": 16 * MB,
    "max_server_memory_usage": 1200 * MB,
    "background_pool_size": 2,
    "background_merges_mutations_concurrency_ratio": 1,
}
# Two threads a question; dates stay the text that they came as, and true is not 1 in a list that holds numbers as well;
# what is too big for memory goes through the disk.
SESSION = {
    "max_threads": 2,
    "max_query_size": 16 * MB,  # a rule of 500 conditions is a long text
    "max_ast_elements": 1_000_000,
    "max_expanded_ast_elements": 2_000_000,
    "max_parser_backtracks": 0,
    "input_format_try_infer_dates": 0,
    "input_format_try_infer_datetimes": 0,
    "input_format_json_read_bools_as_numbers": 0,
    "input_format_json_read_bools_as_strings": 0,
    "type_json_skip_duplicated_paths": 1,
    "max_bytes_before_external_group_by": 300 * MB,
    "max_bytes_before_external_sort": 300 * MB,
}


class ColumnsError(Exception):
    """The column store did not answer."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(" ".join(part for part in (self.__doc__, detail) if part))
        self.detail = detail


class ColumnsClosed(ColumnsError):
    """The column store is not open here: it opens a moment after the start, or in the process of `polku work`."""


class ColumnsBusy(ColumnsError):
    """Another process has the column store open, and only one may: stop that one, or use a ClickHouse server."""


class ColumnsDamaged(ColumnsError):
    """The column store cannot be read. Nothing is lost: run `polku rebuild columns`."""


class ColumnsUnreachable(ColumnsError):
    """The ClickHouse server does not answer."""


class ColumnsFull(ColumnsError):
    """The disk of the column store is full."""


class TooSlow(ColumnsError):
    """This question took longer than it may."""


class TooBig(ColumnsError):
    """This question needs more memory than it may use."""


class Cancelled(ColumnsError):
    """This question was ended: a newer one has taken its place."""


# ClickHouse's numbers of errors.
KNOWN = {
    159: TooSlow,
    167: TooBig,  # too deep
    168: TooBig,  # too long
    241: TooBig,
    243: ColumnsFull,
    306: TooBig,  # too deep to be read
    394: Cancelled,
}


TREE_TOO_BIG = "Query tree is too big"  # which has a number that other mistakes have, too


@contextmanager
def translated() -> Iterator[None]:
    """What the engine reports becomes one of our own exceptions."""
    try:
        yield
    except OSError as problem:
        if problem.errno != ENOSPC:
            raise
        raise ColumnsFull from problem
    except ClickHouseError as problem:
        kind = KNOWN.get(getattr(problem, "code", None) or 0)
        if kind is None and TREE_TOO_BIG in str(problem):
            kind = TooBig
        if kind is None:
            kind = ColumnsUnreachable if type(problem) is OperationalError else ColumnsError
        raise kind(_first_line(problem)) from problem


def connect(url: str, *, database: str | None) -> Client:
    """A new handle. Raises ColumnsDamaged, ColumnsFull, ColumnsUnreachable or ColumnsError."""
    folder = folder_of(url)
    if folder is None:
        with translated():
            return _server(url, database=database)
    try:
        return get_client(interface="chdb", path=str(folder), database=database, chdb_options=ENGINE, settings=SESSION)
    except (ClickHouseError, OSError) as problem:
        # The engine often does not say what is wrong when it cannot start; what it does say helps in the log only.
        if "No space left" in str(problem) or disk_usage(folder.parent).free < DISK_LEAST:
            raise ColumnsFull from problem
        raise ColumnsDamaged from problem


def take(folder: Path) -> IO[str]:
    """Hold the folder until the answer is closed, or this process ends in whatever way. Raises ColumnsBusy."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    file = folder.with_suffix(".lock").open("w")
    if not is_ours(file):
        file.close()
        raise ColumnsBusy
    return file


def _server(url: str, *, database: str | None) -> Client:
    common.set_setting("autogenerate_session_id", False)  # sessions would forbid two questions at a time
    parts = urlsplit(url)
    secure = parts.scheme == "clickhouses"
    return get_client(
        host=parts.hostname or "localhost",
        port=parts.port or (8443 if secure else 8123),
        username=unquote(parts.username or "default"),
        password=unquote(parts.password or ""),
        secure=secure,
        database=database,
        settings=SESSION,
    )


def folder_of(url: str) -> Path | None:
    """Where an embedded store is; None for a server."""
    return Path(unquote(url.removeprefix("chdb://"))) if url.startswith("chdb:") else None


def database_of(url: str) -> str:
    """clickhouse://host/shop → shop"""
    given = "" if url.startswith("chdb:") else urlsplit(url).path.strip("/")
    return given if given.isidentifier() else DATABASE


def _first_line(problem: BaseException) -> str:
    return str(problem).split("\n", 1)[0][:300]
