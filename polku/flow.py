"""The river: who reads the log, and after whom. Everything that happens because of an event begins on this page."""

from polku.act.webhooks import fold as webhooks
from polku.know.events import columns, once
from polku.know.events.read import Reader
from polku.know.orders import fold as orders
from polku.know.people import fold as people
from polku.know.people.consent import fold as consent
from polku.know.people.stores import fold as stores
from polku.learn.tallies import fold as tallies

READERS: tuple[Reader, ...] = (
    Reader("once", once.fold),
    Reader("people", people.fold, after=("once",)),
    Reader("consent", consent.fold, after=("once",)),
    Reader("stores", stores.fold, after=("once",)),
    Reader("orders", orders.fold, after=("people",)),
    Reader("columns", columns.fold, after=("once",), is_outside=True),
    Reader("tallies", tallies.fold, after=("once",)),
    Reader("webhooks", webhooks.fold, after=("once", "people"), is_acting=True),
)
