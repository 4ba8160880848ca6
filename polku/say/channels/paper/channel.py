"""The channel `paper`: writes down what each person would have got."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from polku.kit import bulk, clock
from polku.say.channels.channel import Content, Letter, Outcome, Recipient, Sent
from polku.say.channels.paper.sql import WRITE


class Paper:
    name = kind = "paper"
    title = _("Paper (sends nothing, shows everything)")
    is_html = False
    content: Content = "text"
    is_opt_out = True  # nobody has agreed to paper by name; who objects gets none
    has_idempotency_key = True  # PaperCopy.key is unique
    stays_here = True
    batch = 4_000
    most_per_second: int | None = None
    has_address = "1"  # whoever is known has a name of some kind

    def address_of(self, recipient: Recipient) -> str | None:
        """Paper reaches everybody who has a name of any kind."""
        if recipient.email or recipient.phone:
            return recipient.email or recipient.phone
        return " ".join(recipient.identities[0]) if recipient.identities else None

    def send(self, letters: Sequence[Letter]) -> Sequence[Outcome]:
        if letters:
            at = connection.ops.adapt_datetimefield_value(clock.now())
            rows = [
                (one.key, one.campaign_id, one.identity_id, one.address[:512], one.subject, one.text, at)
                for one in letters
            ]
            with transaction.atomic(), connection.cursor() as cursor:
                bulk.write(cursor, WRITE, rows, vendor=connection.vendor)
        return [Sent()] * len(letters)

    def close(self) -> None:
        """Nothing is open."""


CHANNEL = Paper()
