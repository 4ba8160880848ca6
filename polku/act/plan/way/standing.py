"""Whether what others give way to is still to come, and when: looked at as long as something does."""

from datetime import datetime, timedelta

from polku.act.campaigns.models import Launch
from polku.act.plan.models import Planned, Series
from polku.act.plan.series import coming
from polku.act.plan.way.coming import is_asked, is_waiting, key_of
from polku.kit import clock
from polku.say.arms.models import Arm
from polku.say.limits.way.models import GivesWay

SERIES = "series:"
A_MOMENT = timedelta(milliseconds=1)  # `coming` tells of what is after an instant


def tick(_now: datetime) -> int:
    """Returns how many have changed: moved, gone, or not to come any more."""
    keys = GivesWay.objects.filter(is_over=False).order_by("to").values_list("to", flat=True).distinct()
    return sum(_look(key) for key in keys)


def _look(key: str) -> int:
    at = _when(key)
    rows = GivesWay.objects.filter(to=key, is_over=False)
    if at is None:
        arms = set(rows.values_list("arm", flat=True))
        did = rows.update(is_over=True)
        still = set(GivesWay.objects.filter(arm__in=arms, is_over=False).values_list("arm", flat=True))
        Arm.objects.filter(cause__in=arms - still, arm=Arm.Name.GIVES_WAY).delete()
        return did
    number = _number(key)
    launch = _launch(number)
    if launch is not None and is_asked(launch):
        rows.filter(is_asked=False).update(is_asked=True)
    return rows.exclude(at_ms=clock.to_ms(at)).update(at_ms=clock.to_ms(at))


def _when(key: str) -> datetime | None:
    """None: it does not come any more, or everybody has it."""
    number = _number(key)
    if number is None:
        return _of_series(key)
    launch = _launch(number)
    if launch is not None:
        is_over = launch.stopped_at is not None or (is_asked(launch) and not is_waiting(launch.campaign))
        return None if is_over else launch.at
    row = Planned.objects.filter(campaign_id=number, over_at__isnull=True).first()
    return row.at if row is not None else None


def _launch(number: int | None) -> Launch | None:
    if number is None:
        return None
    return Launch.objects.filter(campaign_id=number).select_related("campaign__trial").first()


def _of_series(key: str) -> datetime | None:
    number = int(key.removeprefix(SERIES).partition("/")[0])
    row = Series.objects.filter(pk=number, ended_at__isnull=True, paused_at__isnull=True).first()
    if row is None or row.next_at is None:
        return None
    among = coming(row, since=row.next_at - A_MOMENT, most=20)
    return next((one.at for one in among if key_of(row, one.number) == key), None)


def _number(key: str) -> int | None:
    """Of a campaign; None of a time of a series, which is none yet."""
    return None if key.startswith(SERIES) else int(key.rpartition(":")[2])
