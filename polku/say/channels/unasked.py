"""Where somebody may be written to without having agreed: as a friend of an account, until they say no."""

from collections.abc import Iterable

from polku.know.people.models import Identity, Profile
from polku.say.channels import folders
from polku.say.channels.channel import Recipient, WithCalls
from polku.say.channels.registry import accounts


def unasked(person: Profile, identities: Iterable[Identity]) -> list[str]:
    """The kinds of channels on which an account reaches this person for whom no consent is needed."""
    names = tuple((one.kind, one.value) for one in identities)
    recipient = Recipient(person.id, person.name, person.email, person.phone, names)
    return [
        kind
        for kind in sorted(folders.with_accounts())
        if any(
            isinstance(one, WithCalls)
            and one.is_opt_out
            and isinstance(one.addresses_of([recipient]).get(person.id), str)
            for one in accounts(kind)
        )
    ]
