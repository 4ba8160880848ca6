"""All identities of a person: whatever they hold under any of them is theirs."""

from collections.abc import Collection, Sequence

from polku.know.people.find import profile_ids
from polku.know.people.models import Identity


def all_of(identity: int) -> Sequence[int]:
    """Of the person whose this one is; itself first."""
    rest = Identity.objects.filter(profile_id__in=Identity.objects.filter(pk=identity).values("profile_id"))
    return [identity, *(number for number in rest.order_by("pk").values_list("pk", flat=True) if number != identity)]


def all_of_each(identities: Collection[int]) -> Sequence[Sequence[int]]:
    """The same for several, each person once."""
    owners = {profile: identity for identity, profile in profile_ids(identities).items()}
    return [all_of(owners[profile]) for profile in sorted(owners)]
