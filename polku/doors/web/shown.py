"""People as pages show them: a name to call them by, initials, a colour of their own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from polku.kit import ids
from polku.know.people import find
from polku.know.people.models import Identity, Profile

TONES = ("blue", "azure", "indigo", "purple", "pink", "orange", "teal", "cyan")


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    email: str
    initials: str
    tone: str
    is_named: bool  # False: what stands for the name is an identity

    @property
    def second(self) -> str:
        """What stands below the name."""
        return self.email if self.email != self.name else ""


def person(profile: Profile, *, leading: str = "") -> Person:
    """`leading`: the value of the leading identity, for those who have told neither name nor address."""
    known = profile.name.strip() or profile.email or profile.phone
    name = known or leading or ids.public(profile.id)
    return Person(
        id=ids.public(profile.id),
        name=name,
        email=profile.email,
        initials=initials(name),
        tone=TONES[profile.id % len(TONES)],
        is_named=bool(known),
    )


def people(profiles: Sequence[Profile]) -> list[Person]:
    """In the same order; one query however many they are."""
    nameless = [profile.id for profile in profiles if not (profile.name.strip() or profile.email or profile.phone)]
    leading = dict(Identity.objects.filter(id__in=nameless).values_list("id", "value")) if nameless else {}
    return [person(profile, leading=leading.get(profile.id, "")) for profile in profiles]


def in_order(numbers: Sequence[int]) -> list[Profile]:
    """Profiles in the order of their numbers' list; who is gone is left out."""
    found = find.profiles(numbers)
    return [found[number] for number in numbers if number in found]


def people_of(identity_ids: Collection[int]) -> dict[int, Person]:
    """The person behind each identity number, where there is one yet."""
    belongs = find.profile_ids(list(set(identity_ids))) if identity_ids else {}
    found = find.profiles(list(set(belongs.values()))) if belongs else {}
    shown = dict(zip(found, people(list(found.values())), strict=True))
    return {identity: shown[profile] for identity, profile in belongs.items() if profile in shown}


def initials(name: str) -> str:
    """Aino Korhonen → AK, 田中太郎 → 田, aino@… → A, 1234 → 1."""
    words = [word for word in name.split("@")[0].replace(".", " ").split() if word]
    if not words:
        return "?"
    # A Chinese or Japanese sign fills the circle by itself.
    if len(words) == 1 or any(east_asian_width(word[0]) in "WF" for word in words):
        return words[0][0].upper()
    return (words[0][0] + words[-1][0]).upper()
