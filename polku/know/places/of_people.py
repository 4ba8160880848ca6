"""When the stores of people open: for many at once."""

from datetime import datetime

from polku.kit import clock
from polku.kit.arrays import Numbers, np
from polku.know.people.stores.last import last_stores
from polku.know.places.models import Store
from polku.know.places.opening import next_open
from polku.know.places.said import opening_of

NO_STORE = 0


def open_at(people: Numbers, *, now: datetime) -> Numbers:
    """For each the moment from `now` on at which their store is open, as milliseconds.

    NO_STORE where none of theirs is described with opening hours, or it does not open within a month. `people`:
    profiles, ascending. Shapes: (people,).
    """
    opens: dict[str, int] = {}
    for store in Store.objects.order_by("key"):
        opening = opening_of(store)
        if opening is not None:
            at = next_open(opening, now)
            opens[store.key] = clock.to_ms(at) if at is not None else NO_STORE
    moments = np.array([*opens.values(), NO_STORE], np.int64)  # the last: of whoever has none, whose place is -1
    return np.asarray(moments[last_stores(people, list(opens))])


def is_any() -> bool:
    """Whether there is a store with opening hours at all."""
    return any(opening_of(store) is not None for store in Store.objects.all())
