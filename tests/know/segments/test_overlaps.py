"""How many people segments share."""

import pytest

from polku.kit import columns as store
from polku.know.segments import overlaps as room
from polku.know.segments import segments
from polku.know.segments.models import Segment
from polku.know.segments.overlaps import overlaps

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def holding(columns):
    """`holding("Buyers", 1, 2, 3)`: a segment that these people are in, as its events told."""

    def make(name: str, *people: int, left: int = 0) -> Segment:
        row = segments.create(name, rule={"all": []})
        Segment.objects.filter(pk=row.pk).update(size=len(people))
        steps = [(person, 1, 1) for person in people] + ([(left, 1, 1), (left, 2, 0)] if left else [])
        for person, seq, is_in in steps:
            values = {"segment": row.pk, "identity": person, "seq": seq, "is_in": is_in}
            store.command(
                "INSERT INTO members (segment, identity, seq, nth, is_in) "
                "VALUES ({segment:UInt64}, {identity:UInt64}, {seq:UInt64}, 0, {is_in:UInt8})",
                values,
            )
        return row

    return make


def test_each_pair_is_counted_by_who_is_in_both_now(holding):
    buyers, readers = holding("Buyers", 1, 2, 3, left=4), holding("Readers", 2, 3, 4)
    nobody, alone = holding("Nobody"), holding("Alone", 9)

    found = overlaps()

    assert [one.name for one in found.segments] == ["Alone", "Buyers", "Nobody", "Readers"]
    assert found.shared == {(buyers.pk, readers.pk): 2}
    by_name = {one.name: one for one in found.segments}
    assert found.between(by_name["Readers"], by_name["Buyers"]) == 2
    assert found.between(by_name["Readers"], by_name["Readers"]) == 3
    assert overlaps([alone.pk, nobody.pk]).shared == {}


def test_the_largest_are_shown_and_all_of_thirty_are_counted(holding, monkeypatch):
    for index in range(3):
        holding(f"S{index}", *range(1, index + 2))
    monkeypatch.setattr(room, "MOST", 2)

    assert [(one.name, one.size) for one in overlaps().segments] == [("S1", 2), ("S2", 3)]


def test_one_that_nobody_has_counted_is_left_out(holding):
    holding("Buyers", 1)
    segments.create("New", rule={"all": []})
    segments.edit(holding("Not live", 1), is_live=False, by=None)

    assert [one.name for one in overlaps().segments] == ["Buyers"]
    assert overlaps().shared == {}


def test_nobody_at_all_is_no_trouble(holding):
    holding("One")
    holding("Other")

    assert overlaps().shared == {}
