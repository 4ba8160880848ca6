"""`polku erase`, as it is typed."""

import sqlite3
from pathlib import Path

from tests.program import Program

SIGN_UP = """
INSERT INTO consent_asked (email, language, source, sayings, proof, asked_ms, sends, expires_ms)
VALUES ('eva@example.com', '', '', '[]', '{}', 1, 0, 2)
"""


def test_an_address_that_is_nobodys_but_has_signed_up(tmp_path: Path) -> None:
    program = Program(tmp_path)
    program.init("aino@example.com")
    program.start()
    program.stop()
    with sqlite3.connect(program.folder / "data" / "polku.db") as database:
        database.execute(SIGN_UP)
    database.close()

    erased = program.run("erase", "--email", "Eva@Example.com", "--identity", "email", "eva@example.com", "--yes")
    again = program.run("erase", "--email", "eva@example.com", "--yes")

    assert erased.returncode == 0, erased.stderr
    assert erased.stderr.splitlines()[0] == "  nobody's: email eva@example.com, of which consents tell"
    assert (again.returncode, again.stderr) == (1, "Error: nobody is known by email eva@example.com\n")
