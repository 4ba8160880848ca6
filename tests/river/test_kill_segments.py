"""kill -9 of the whole program while people join and leave segments: each step is told once, and all are told."""

import json
import random
import sqlite3
import time
from collections import Counter
from contextlib import closing

from tests.program import Program
from tests.river.test_kill import Shop, order

KILLS = 4
PEOPLE = 400
BUYERS = {"did": "Order Completed"}
ONLY_LOOKS = {"all": [{"did": "Product Viewed"}, {"not": {"did": "Order Completed"}}]}


def test_each_step_into_and_out_of_a_segment_is_told_once(program):
    keys = program.init("aino@kahvila.example")
    for name, rule in {"Buyers": BUYERS, "Only look": ONLY_LOOKS}.items():
        made = program.run("segments", "make", name, "--rule", json.dumps(rule))
        assert made.returncode == 0, made.stderr
    program.start()
    shop = Shop(program, keys["write_key"])
    dice = random.Random(20261122)

    for kill in range(KILLS):
        mine = range(kill * PEOPLE // KILLS, (kill + 1) * PEOPLE // KILLS)
        shop.deliver([look(number) for number in mine])
        time.sleep(dice.uniform(0.2, 2.0))
        shop.deliver([order(number) for number in mine])
        time.sleep(dice.uniform(0.05, 1.0))
        program.kill()
        program.start()
    drained = program.run("drain", "--timeout", "120")
    assert (drained.returncode, drained.stderr) == (0, "")
    sizes = wait_for_sizes(program)
    program.stop()

    assert sizes == {"Buyers": PEOPLE, "Only look": 0}
    told = steps(program)
    assert {step for (segment, _who), step in told.items() if segment == "Buyers"} == {"Segment Joined"}
    # Whoever was asked about between the look and the order has joined and left again; the others never were in it.
    assert {step for (segment, _who), step in told.items() if segment == "Only look"} <= {"Segment Joined Segment Left"}
    inside = program.columns(
        "SELECT segment, sum(is_in), count() FROM (SELECT segment, identity, argMax(is_in, (seq, nth)) AS is_in "
        "FROM members GROUP BY segment, identity) GROUP BY segment ORDER BY segment"
    )
    assert [row[1] for row in inside] == [PEOPLE, 0][: len(inside)]
    assert program.columns("SELECT count() - uniqExact(id) FROM events WHERE name LIKE 'Segment %'") == [[0]]


def look(number: int) -> dict[str, object]:
    return {
        "type": "track",
        "event": "Product Viewed",
        "userId": f"customer {number}",
        "messageId": f"look {number}",
    }


def steps(program: Program) -> dict[tuple[str, str], str]:
    """By segment and person: what was told, in the order of the log, repeated events left out."""
    with closing(sqlite3.connect(program.folder / "data" / "polku.db")) as database:
        skip = {seq: set(json.loads(indexes)) for seq, indexes in database.execute("SELECT * FROM log_duplicate")}
        found: dict[tuple[str, str], list[str]] = {}
        for seq, payload in database.execute("SELECT seq, payload FROM log_batch WHERE source = 0 ORDER BY seq"):
            for index, event in enumerate(json.loads(payload)["batch"]):
                if index not in skip.get(seq, ()) and event["event"].startswith("Segment "):
                    where = event["properties"]["segment"], event["identity"][1]
                    found.setdefault(where, []).append(event["event"])
    return {where: " ".join(told) for where, told in found.items()}


def wait_for_sizes(program: Program) -> dict[str, int]:
    """Until they stand still: what was asked about last may still be on its way."""
    sizes: Counter[str] = Counter()
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with closing(sqlite3.connect(f"file:{program.folder}/data/polku.db?mode=ro", uri=True)) as database:
            sizes = Counter(dict(database.execute("SELECT name, size FROM segment").fetchall()))
        if sizes == {"Buyers": PEOPLE, "Only look": 0}:
            break
        time.sleep(0.2)
    return dict(sizes)
