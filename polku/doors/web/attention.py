"""What needs attention: a short list of sentences, each leading to where it can be seen. Empty on a good day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.progress import Progress
from polku.doors.web.widgets.amounts import number
from polku.flow import READERS
from polku.kit import clock
from polku.know.events.lag import lags
from polku.know.events.models import Refusal

LATE_S = 60


@dataclass(frozen=True)
class Worry:
    sentence: str
    detail: str
    href: str
    icon: str


def worries(*, now_ms: int, sent: Sequence[tuple[Campaign, Progress]]) -> list[Worry]:
    return [*_readers(now_ms), *_refused(now_ms), *_messages(sent)]


def _readers(now_ms: int) -> Iterator[Worry]:
    late = []
    for lag in lags(READERS, now_ms=now_ms):
        if lag.trouble:
            sentence = _("The reader “%(name)s” stands still") % {"name": lag.reader}
            yield Worry(sentence, lag.trouble, reverse("events"), "player-pause")
        elif lag.seconds > LATE_S:
            late.append(lag)
    if late:
        worst = max(late, key=lambda lag: lag.batches)
        sentence = ngettext(
            "%(count)s batch of events waits to be read",
            "%(count)s batches of events wait to be read",
            worst.batches,
        )
        detail = _("If this number does not fall, see whether “polku work” is running.")
        yield Worry(sentence % {"count": number(worst.batches)}, detail, reverse("events"), "hourglass")


def _refused(now_ms: int) -> Iterator[Worry]:
    count = Refusal.objects.filter(received_ms__gte=now_ms - clock.DAY_MS).count()
    if count:
        sentence = ngettext(
            "%(count)s event was refused in the last 24 hours",
            "%(count)s events were refused in the last 24 hours",
            count,
        )
        detail = _("Each is kept with its reason.")
        yield Worry(sentence % {"count": number(count)}, detail, reverse("refused"), "barrier-block")


def _messages(sent: Sequence[tuple[Campaign, Progress]]) -> Iterator[Worry]:
    for campaign, done in sent:
        href = reverse("campaign", args=[campaign.pk])
        if campaign.launch.trouble:
            yield Worry(_("“%(name)s” cannot go on") % {"name": campaign.name}, campaign.launch.trouble, href, "send")
        lost = done.failed + done.unknown
        if lost:
            sentence = ngettext(
                "%(count)s message of “%(name)s” did not arrive",
                "%(count)s messages of “%(name)s” did not arrive",
                lost,
            )
            yield Worry(sentence % {"count": number(lost), "name": campaign.name}, _("See the reasons."), href, "send")
