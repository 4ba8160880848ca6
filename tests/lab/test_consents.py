"""What made-up people allow."""

from collections import Counter

from polku.lab.consents import consents

LAST_MS = 1_790_000_000_000
PEOPLE = [(str(number), LAST_MS - number * 86_400_000) for number in range(400)]


def test_most_say_yes_and_some_change_their_minds() -> None:
    made = [event for _key, event in consents(PEOPLE, last_ms=LAST_MS)]

    said = Counter((event["event"], event["properties"]["purpose"]) for event in made)
    yes, left = said["Consent Given", "marketing"], said["Consent Withdrawn", "marketing"]
    assert 200 < yes < 300
    assert 20 < left < 120
    assert 50 < said["Consent Given", "profiling"] < 150


def test_nobody_says_anything_before_they_came_or_after_the_end_and_it_repeats_exactly() -> None:
    made = list(consents(PEOPLE, last_ms=LAST_MS))

    assert made == list(consents(PEOPLE, last_ms=LAST_MS))
    assert len({key for key, _event in made}) == len(made)
    assert max(event["timestamp"] for _key, event in made) <= "2026-09-21T14:13:20.000+00:00"
    by_person: dict[str, list[str]] = {}
    for _key, event in made:
        by_person.setdefault(event["userId"], []).append(event["timestamp"])
    assert all(times == sorted(times) for times in by_person.values())
