"""How the versions of a launched campaign do, on its page."""

from dataclasses import dataclass

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.trials.versions import versions
from polku.doors.web.columns_asked import ask
from polku.doors.web.trials.words import sentence
from polku.kit import clock
from polku.learn.reports.variants import Variant, Variants, variants


@dataclass(frozen=True)
class Row:
    """`left`, `width`, `at`: the interval and the share on a line as wide as the widest, in percent."""

    version: Variant
    subject: str
    is_winner: bool
    is_barred: bool
    left: float
    width: float
    at: float


@dataclass(frozen=True)
class Shown:
    found: Variants
    sentence: str
    rows: list[Row]


def shown(row: Campaign) -> Shown | None:
    """None where nothing is tried, while the audience is being found, and where the column store cannot be asked."""
    if row.tried is None:
        return None
    found = ask(lambda: variants(row))
    if found is None:
        return None
    subjects = {one.number: one.subject for one in versions(row)}
    widest = max((one.interval[1] for one in found.rows if one.interval), default=0.0) or 1.0
    return Shown(found, sentence(found, now=clock.now()), [_row(one, found, subjects, widest) for one in found.rows])


def _row(one: Variant, found: Variants, subjects: dict[int, str], widest: float) -> Row:
    low, high = one.interval or (0.0, 0.0)
    scale = 100 / widest
    return Row(
        version=one,
        subject=subjects.get(one.number, ""),
        is_winner=found.trial.winner == one.number if found.trial.decided_at else found.clear == one.number,
        is_barred=one.number in found.barred,
        left=round(low * scale, 2),
        width=round(max(0.5, (high - low) * scale), 2),
        at=round((one.share or 0.0) * scale, 2),
    )
