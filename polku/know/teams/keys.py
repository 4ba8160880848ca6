"""Ending keys: what was opened once stays on record, and opens nothing any more."""

from polku.kit import clock
from polku.know.teams.models import ApiKey, Source


def end_source(source: Source) -> bool:
    """Its events are refused from now on; what came before stays. A second time changes nothing, and is False."""
    return bool(Source.objects.filter(pk=source.pk, ended_at__isnull=True).update(ended_at=clock.now()))


def end_key(key: ApiKey) -> bool:
    """Programs that use it are turned away from now on. A second time changes nothing, and is False."""
    return bool(ApiKey.objects.filter(pk=key.pk, ended_at__isnull=True).update(ended_at=clock.now()))
