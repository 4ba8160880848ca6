"""A segment that cannot be asked stops itself, and nobody else."""

import pytest
from django.utils import translation

from polku.kit.columns import TooSlow
from polku.know.segments import segments
from polku.know.segments.live import trouble
from polku.know.segments.models import Segment
from polku.know.segments.words import trouble_of

pytestmark = pytest.mark.django_db
BOUGHT = {"did": "Order Completed"}


def bought(name: str) -> dict[str, object]:
    return {"type": "track", "event": "Order Completed", "userId": name}


@pytest.fixture
def broken() -> Segment:
    """Asks for a segment that is no more."""
    return Segment.objects.create(name="Broken", rule={"all": [BOUGHT, {"in_segment": 4711}]})


def test_the_others_go_on(broken, log_events, follow, members):
    buyers = segments.create("Buyers", rule=BOUGHT)
    log_events(bought("devi"))

    follow()

    broken.refresh_from_db()
    assert broken.trouble == "all[1].in_segment: there is no segment 4711"
    assert (members(broken), members(buyers)) == ([], ["devi"])


def test_an_edit_ends_the_trouble_at_once(broken, log_events, follow, members):
    log_events(bought("devi"))
    follow()

    segments.edit(broken, rule=BOUGHT, by=None)
    follow()

    broken.refresh_from_db()
    assert (broken.trouble, members(broken)) == ("", ["devi"])


def test_without_an_edit_it_is_tried_again_after_a_growing_wait(broken, follow):
    follow()
    first_s = trouble._waits[broken.pk][1]
    trouble._waits[broken.pk] = 0.0, first_s, trouble._waits[broken.pk][2]  # as if that time had passed

    follow()

    assert (first_s, trouble._waits[broken.pk][1]) == (15.0, 30.0)


def test_one_that_breaks_later_is_stopped_and_comes_back(log_events, follow, members):
    city = segments.create("City", rule={"trait": "city", "op": "is", "value": "Tokyo"})
    both = segments.create("Both", rule={"any": [BOUGHT, {"in_segment": "City"}]})
    buyers = segments.create("Buyers", rule=BOUGHT)
    follow()
    Segment.objects.filter(pk=both.pk).update(rule={"in_segment": 4711}, edits=both.edits + 2)
    log_events(bought("devi"))
    follow()
    both.refresh_from_db()
    assert (both.trouble, members(buyers)) == ("in_segment: there is no segment 4711", ["devi"])

    segments.edit(both, rule={"any": [BOUGHT, {"in_segment": "City"}]}, by=None)
    follow()

    assert (members(both), members(city)) == (["devi"], [])


def test_why_is_told_in_the_language_of_whoever_reads_it(broken, follow, log_events):
    log_events(bought("devi"))
    follow()
    broken.refresh_from_db()
    slow = Segment.objects.create(name="Slow", rule=BOUGHT)
    trouble.stop(slow.pk, TooSlow("Code: 159. DB::Exception: Timeout exceeded"))
    slow.refresh_from_db()

    assert trouble_of(slow) == "This takes too long to be answered: ask for less, or for a shorter time."
    assert trouble_of(broken) == "all[1].in_segment: there is no segment 4711"
    with translation.override("ja"):
        assert trouble_of(broken) != "all[1].in_segment: there is no segment 4711"
    assert trouble_of(Segment(name="Well", rule=BOUGHT)) == ""
