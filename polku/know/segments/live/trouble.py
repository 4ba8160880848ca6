"""What stops one segment, and one only: its rule cannot be read, or asking it takes too long."""

from django.db.models import F

from polku.kit import clock
from polku.kit.columns import ColumnsError
from polku.know.rules.condition import RuleError
from polku.know.rules.unanswered import code_of
from polku.know.segments.models import Segment

FIRST_WAIT_S, LONGEST_WAIT_S = 15.0, 3_600.0
LONGEST = 2_000  # letters

# By segment: until when nobody is asked again, how long that is, and the edit with which it has to do.
_waits: dict[int, tuple[float, float, int]] = {}


def stop(segment: int, problem: ColumnsError | RuleError) -> None:
    """It is not followed until everybody could be asked. That is tried again after a growing wait, or an edit."""
    sentence = code_of(problem) if isinstance(problem, ColumnsError) else str(problem)
    Segment.objects.filter(pk=segment, trouble="").update(edits=F("edits") + 1)
    Segment.objects.filter(pk=segment).update(trouble=sentence[:LONGEST])
    edits = Segment.objects.filter(pk=segment).values_list("edits", flat=True).first() or 0
    _until, before_s, _edits = _waits.get(segment, (0.0, 0.0, 0))
    wait_s = min(LONGEST_WAIT_S, before_s * 2 or FIRST_WAIT_S)
    _waits[segment] = clock.monotonic() + wait_s, wait_s, edits


def must_wait(segment: Segment) -> bool:
    until, _wait_s, edits = _waits.get(segment.pk, (0.0, 0.0, 0))
    return bool(segment.trouble) and segment.edits == edits and clock.monotonic() < until


def is_over(segment: int) -> None:
    _waits.pop(segment, None)
