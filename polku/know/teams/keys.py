"""Ending keys: what was opened once stays on record, and opens nothing any more."""

from polku.kit import clock
from polku.know.teams.models import ApiKey, Source


def end_source(source: Source) -> None:
    """Its events are refused from now on; what came before stays. A second time changes nothing."""
    Source.objects.filter(pk=source.pk, ended_at__isnull=True).update(ended_at=clock.now())


def end_key(key: ApiKey) -> None:
    """Programs that use it are turned away from now on. A second time changes nothing."""
    ApiKey.objects.filter(pk=key.pk, ended_at__isnull=True).update(ended_at=clock.now())
