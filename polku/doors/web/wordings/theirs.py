"""Which tab somebody would get, if it were sent now."""

from polku.act.campaigns.models import NATIVE, Campaign
from polku.act.campaigns.natives.choose import choose
from polku.act.campaigns.natives.wordings import by_version
from polku.doors.web.columns_asked import ask
from polku.doors.web.preview import reading
from polku.kit import clock
from polku.kit.arrays import np


def theirs(row: Campaign, person: int) -> Campaign | None:
    """Of the wordings of this version, for a profile's number. None where there is one alone, or nobody can say now."""
    whole, version = row.whole, row.number % NATIVE
    if len(by_version(whole)[version]) < 2:
        return None
    people = np.array([person], np.int64)
    chosen = ask(lambda: choose(whole, people, now=clock.now()))
    return next((one for one, who, _why in chosen.of(version, people) if len(who)), None) if chosen else None


def for_reader(row: Campaign, as_id: str) -> Campaign:
    """The wording that is shown to whoever looks as somebody; the campaign's own where nothing else is to be said."""
    reader = reading(as_id=as_id, query="").reader
    return (theirs(row, reader.id) if reader is not None else None) or row
