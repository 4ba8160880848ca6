"""What marketing messages are about: the team's own list, from which people choose."""

from polku.know.people.consent.models import ConsentTopic


def topics() -> list[ConsentTopic]:
    """Those in use, in the order in which they were made."""
    return list(ConsentTopic.objects.filter(ended_at=None).order_by("created_at", "key"))
