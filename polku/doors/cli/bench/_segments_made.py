"""Makes live segments, beside nothing that runs: `python -m polku.doors.cli.bench._segments_made COUNT`."""

import sys
from typing import Any

import django

KINDS = ("Order Completed", "Product Viewed", "Page Viewed", "Product Added", "Message Opened")
DAYS = (1, 3, 7, 14, 30)
CITIES = ("Tokyo", "Osaka", "Turku", "Helsinki", "Lyon")
PROBE = "Probe Sent"


def rule(number: int) -> dict[str, Any]:
    """Windows, counts, traits and absences over several kinds of events, no two alike. The first is for the probes."""
    if number == 0:
        return {"did": PROBE}
    kind, days = KINDS[number % 5], DAYS[number // 5 % 5]
    did = {"did": kind, "within": f"{days}d", "count": {"gte": 1 + number // 25}}
    city = {"trait": "address.city", "op": "is", "value": CITIES[number // 2 % 5]}
    absent = {"not": {"did": KINDS[(number + 2) % 5], "within": f"{DAYS[number % 3]}d"}}
    return {"all": [did, *[city] * (number % 2), *[absent] * (number % 3 == 0)]}


def main(count: int) -> None:
    from polku import flow  # noqa: F401 - brings the language together
    from polku.know.segments import segments

    for number in range(count):
        segments.create(f"Segment {number}", rule=rule(number))


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
