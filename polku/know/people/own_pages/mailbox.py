"""Whose mailbox an address is."""

from polku.kit import ids
from polku.know.people import find
from polku.know.people.claims import read_email
from polku.know.people.erase import going
from polku.know.people.models import Identity


def whose(address: str) -> int | None:
    """The number of the customer's identity; None where it is nobody's, or several people's."""
    email = read_email(address)
    number = ids.identity_id("email", email)
    known = Identity.objects.filter(id=number, kind="email", value=email, is_named=True, is_shared=False).first()
    person = find.by_id(number) if known is not None and email else None
    return None if person is None or going(person.id) is not None else number
