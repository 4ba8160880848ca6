"""Is it well?"""

from importlib.metadata import version

from django.http import HttpRequest
from ninja import Router

from polku.doors.api.forms.health import Health, ReaderHealth
from polku.flow import READERS
from polku.kit import clock
from polku.know.events.lag import lags

LATE_S = 60

router = Router(tags=["health"])


@router.get("/health", response=Health, auth=None, summary="Is it well, and how far behind are the readers?")
def health(request: HttpRequest) -> Health:
    found = lags(READERS, now_ms=clock.now_ms())
    is_well = not any(lag.trouble or lag.seconds > LATE_S for lag in found)
    return Health(
        status="ok" if is_well else "degraded",
        version=version("polku"),
        readers={lag.reader: ReaderHealth(lag_batches=lag.batches, lag_s=round(lag.seconds, 3)) for lag in found},
    )
