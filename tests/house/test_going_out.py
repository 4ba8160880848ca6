"""polku opens a connection to an address that somebody has named in one file only, which refuses private networks."""

import ast
from pathlib import Path

from tests.house.tree import ROOT, python_files

CLIENTS = {"aiohttp", "urllib.request", "http.client", "requests", "httpx", "urllib3", "socket", "smtplib", "ftplib"}
MAY = {
    "polku/kit/net.py",  # looks a name up once, refuses private networks, follows no redirects
    "polku/kit/net_problems.py",
    "polku/act/webhooks/flight.py",  # names the type of the session that kit/net.py opens
}
# The team's own mail server, the command line's own ports, and the programs that measure.
MAY_BELOW = ("polku/say/channels/email/", "polku/doors/cli/", "polku/lab/")


def test_only_one_file_goes_out_to_addresses_that_somebody_has_named() -> None:
    found = {
        path.as_posix(): sorted(imported(path) & CLIENTS)
        for path in python_files()
        if imported(path) & CLIENTS and not path.as_posix().startswith(MAY_BELOW)
    }

    assert set(found) - MAY == set(), found


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names
