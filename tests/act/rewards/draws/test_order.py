"""Who wins follows from the secret and the list alone; each ticket has the same chance."""

import hashlib
import hmac
import json
import subprocess
import sys
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.act.rewards.draws import order
from polku.act.rewards.draws.odds import fallen_on, roll, whole
from polku.act.rewards.draws.terms import Chance, DrawPrize

MARKS = st.lists(st.integers(0, 2**32).map(lambda number: order.mark("s", str(number))), unique=True, max_size=12)
# Computed apart from this program, by hand with sha256sum and openssl: they hold for every version.
SECRET = "00" * 32
TICKETS = [f"TICKET-{nth}" for nth in range(5)]
LIST = "bffa46885b7492733a75f1a794c48af5d1a5c3a17b5505d2d4eebe7d696b9c5f"
WON = ["2be945ea", "148be649", "1120b2b5"]


def lines_of(marks, tickets_each=1):
    """Neighbours on the list are one person's."""
    ordered = sorted(marks)
    return [f"{mark} {ordered[nth - nth % tickets_each]}" for nth, mark in enumerate(ordered)]


def other_way(secret, lines, prizes, most, mixed):
    """The same rules once more, told differently: always take one out of those that are left."""
    left = sorted(lines)
    label = hashlib.sha256("".join(f"{one}\n" for one in left).encode()).hexdigest() + ":" + mixed
    won, nth = [], 0
    while left and len(won) < prizes:
        number = int(hmac.new(secret.encode(), f"{label}:{nth}".encode(), hashlib.sha256).hexdigest(), 16)
        nth += 1
        if number >= 2**256 // len(left) * len(left):
            continue
        at = number % len(left)
        left[0], left[at] = left[at], left[0]
        ticket, person = left.pop(0).split(" ")
        if most is None or [one[1] for one in won].count(person) < most:
            won.append((ticket, person))
    return [ticket for ticket, _person in won]


def test_examples_that_hold_for_ever():
    lines = lines_of([order.mark("salt", ticket) for ticket in TICKETS])

    won = order.winners(SECRET, lines, 3)

    assert order.digest(SECRET) == "60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55"
    assert [mark[:8] for mark in won] == WON
    assert order.digest(order.written(lines)) == LIST


@given(
    marks=MARKS, prizes=st.integers(0, 5), most=st.none() | st.integers(1, 2), each=st.integers(1, 3), data=st.data()
)
def test_a_second_way_of_drawing_finds_the_same_whatever_the_order_of_rows(marks, prizes, most, each, data):
    lines = lines_of(marks, each)
    mixed = data.draw(st.sampled_from(["", "7 12 31"]))

    won = order.winners(SECRET, data.draw(st.permutations(lines)), prizes, most, mixed)

    assert won == other_way(SECRET, lines, prizes, most, mixed)
    assert len(set(won)) == len(won)
    persons = Counter(dict(line.split(" ") for line in lines)[mark] for mark in won)
    assert max(persons.values(), default=0) <= (most or len(lines))
    possible = (
        len(lines) if most is None else sum(min(most, n) for n in Counter(x.split(" ")[1] for x in lines).values())
    )
    assert len(won) == min(prizes, possible)


def test_every_ticket_has_the_same_chance_at_every_place():
    lines, rounds = lines_of([order.mark("salt", ticket) for ticket in TICKETS]), 3_000
    places = [Counter(), Counter()]
    for nth in range(rounds):
        for place, mark in enumerate(order.winners(f"secret {nth}", lines, 2)):
            places[place][mark] += 1

    expected = rounds / len(lines)
    for counted in places:
        square = sum((counted[line.split(" ")[0]] - expected) ** 2 / expected for line in lines)
        assert square < 18.47  # 4 degrees of freedom: exceeded once in a thousand, and always alike


def test_what_would_favour_the_first_is_passed_over():
    fair = order.WHOLE - order.WHOLE % 10

    assert order.below(10, iter([fair, order.WHOLE - 1, fair - 1])) == 9


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(4, 12)), min_size=1, max_size=3))
def test_odds_are_exact(chances):
    prizes = [DrawPrize(f"p{nth}", "x", 1, Chance(of, wins)) for nth, (wins, of) in enumerate(chances)]
    if sum(Fraction(wins, of) for wins, of in chances) > 1:
        return
    counted = Counter(fallen_on(prizes, rolled) for rolled in range(whole(prizes)))

    for prize in prizes:
        assert Fraction(counted[prize], whole(prizes)) == Fraction(prize.chance.wins, prize.chance.of)
    assert roll(SECRET, 1, prizes) == roll(SECRET, 1, prizes) < whole(prizes)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "yes yes yes"),
        ({"mixed": "x"}, "yes yes NO"),
        ({"list": "x"}, "yes NO yes"),
        ({"reserves": 2}, "yes yes yes yes yes"),
        ({"reserves": 2, "moved_up": [{"ticket": WON[2], "instead": WON[0]}]}, "yes yes yes yes NO"),
    ],
)
def test_the_page_s_program_checks_it_without_us(tmp_path, changed, said):
    lines = lines_of([order.mark("salt", ticket) for ticket in TICKETS])
    first, second, third, fourth = order.winners(SECRET, lines, 4)
    told = {"secret": SECRET, "commitment": order.digest(SECRET), "list": order.digest(order.written(lines))}
    told |= {"prizes": 2, "most": 1, "mixed": "", "winners": [first, second]}
    told |= {"next": [third, fourth], "moved_up": [{"ticket": third, "instead": first}]}
    (tmp_path / "draw.json").write_text(json.dumps(told | changed))
    (tmp_path / "entries.txt").write_text(order.written(lines))

    done = subprocess.run(
        [sys.executable, "-I", order.__file__, "draw.json", "entries.txt"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert " ".join(line.split()[0] for line in done.stdout.splitlines()) == said
