"""`consent` in a rule is what people/consent/may_send.py says, for everybody and at every instant."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from polku.kit import clock, columns, ids
from polku.know.events.forgetting.places import events_at
from polku.know.events.forgetting.rest import Rest
from polku.know.events.read import last_seq
from polku.know.people import columns as people_columns
from polku.know.people.claims import read_email
from polku.know.people.consent import purposes
from polku.know.people.consent.fold import keep
from polku.know.people.consent.forget import without
from polku.know.people.consent.may_send import reasons, said_by
from polku.know.people.consent.models import Consent
from polku.know.people.consent.saying import Saying
from polku.know.people.models import Changed, Identity, Profile
from polku.know.rules import ask
from polku.know.rules.compile import crossed
from polku.know.rules.condition import RuleError
from polku.know.rules.live import finds_among
from polku.know.rules.sentence import sentence
from polku.know.rules.tree import read
from tests.conftest import NOON
from tests.examples import examples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon", "columns")]
NOW_MS = clock.to_ms(NOON)
SHARED = "family@mail.example"
WORDS = {"purpose": ("marketing", "service", "tips", "loyal"), "channel": ("email", "line"), "topic": ("", "", "sale")}


def save(number: int, owner: int, *, email: str = "") -> None:
    own = {"kind": "user_id", "value": str(number), "profile_id": owner, "first_seen_ms": 0, "last_seen_ms": 0}
    Identity.objects.create(id=number, **own)
    if number == owner:
        Profile.objects.create(id=number, name=str(number), email=email, first_seen_ms=0, last_seen_ms=0)
    Changed.objects.update_or_create(id=number, defaults={"at_seq": 1})


def says(kind: str, identity: int, *, at: int = -1000, until: int | None = None, **about: str) -> Saying:
    """A saying so many milliseconds from noon."""
    number = ids.hash63(repr((kind, identity, at, until, about)).encode())
    words = {"purpose": "", "channel": "", "topic": ""} | about
    until_ms = None if until is None else NOW_MS + until
    rest = {"source": "", "wording": "", "proof": "{}", "by": "", "event_id": str(number)}
    return Saying(number, identity, kind, at_ms=NOW_MS + at, until_ms=until_ms, **words, **rest)


def written() -> None:
    while people_columns.sync():
        pass


def may(purpose: str, channel: str, topic: str, now_ms: int) -> list[int]:
    """As the outbox asks at the last moment."""
    people = {}
    for profile in Profile.objects.all():
        hers = list(Identity.objects.filter(profile_id=profile.id).values_list("id", flat=True))
        mailbox = read_email(profile.email) if channel == "email" else ""
        people[profile.id] = [*hers, *([ids.identity_id("email", mailbox)] if mailbox else [])]
    why = reasons(people, said_by(people), purpose, channel, topic, now_ms=now_ms)
    return sorted(person for person, reason in why.items() if not reason)


@pytest.fixture
def crowd() -> list[int]:
    """Ten people; some have a second identity, three share a mailbox that is nobody's, one pair the other's address."""
    purposes.keep("tips", basis="opt_out")
    purposes.keep("loyal", basis="not_needed")
    mailbox = ids.identity_id("email", "one@mail.example")
    for number in range(1, 11):
        emails = {1: "One@mail.example", 2: "one@mail.example", 3: SHARED, 4: SHARED.upper(), 5: SHARED, 6: "x"}
        save(number, number, email=emails.get(number, ""))
    for number in (7, 8):
        save(number + 100, number)
    save(mailbox, 1)
    return [*range(1, 11), 107, 108, mailbox, ids.identity_id("email", SHARED), 999]


sayings = some.fixed_dictionaries(
    {
        "kind": some.sampled_from(("given", "given", "withdrawn", "paused", "resumed")),
        "at": some.sampled_from((-3, -2, -1)),
        "until": some.sampled_from((None, -1, 0, 1, 5)),
        "purpose": some.sampled_from((*WORDS["purpose"], "")),
        "channel": some.sampled_from((*WORDS["channel"], "")),
        "topic": some.sampled_from(WORDS["topic"]),
    }
)


def test_it_is_the_same_as_before_sending(crowd):
    @settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))
    @given(some.lists(some.tuples(some.sampled_from(crowd), sayings), max_size=30), some.randoms(use_true_random=False))
    def agree(said: list, dice: random.Random) -> None:
        before = set(Consent.objects.values_list("identity_id", flat=True))
        Consent.objects.all().delete()
        for identity in before:
            Changed.objects.update_or_create(id=identity, defaults={"at_seq": 1})
        keep(says(identity=identity, **_as_kept(one)) for identity, one in said)
        written()
        for _ in range(4):
            words = {name: dice.choice(values) for name, values in WORDS.items()}
            now_ms = NOW_MS + dice.choice((-1, 0, 1, 9))
            wanted = may(**words, now_ms=now_ms)
            rule = {"consent": words}
            assert (rule, ask.people(rule, clock.from_ms(now_ms))) == (rule, wanted)
            assert finds_among([read(rule)], range(1, 11), clock.from_ms(now_ms)) == [set(wanted)]

    agree()


def _as_kept(one: dict) -> dict:
    """A pause is about everything; who gives consent says for what (saying.py)."""
    if one["kind"] in ("paused", "resumed"):
        return one | {"purpose": "", "channel": "", "topic": ""}
    return one | ({"purpose": "marketing"} if one["kind"] == "given" and not one["purpose"] else {})


def test_what_was_forgotten_is_forgotten_there_too(crowd, log_events, carry_on):
    given = {"type": "track", "event": "Consent Given", "userId": "devi", "properties": {"purpose": "marketing"}}
    log_events(given)
    carry_on()
    written()
    rule = {"consent": {"purpose": "marketing", "channel": "line"}}
    devi = ids.identity_id("user_id", "devi")
    assert ask.people(rule, clock.now()) == [devi]

    without(list(events_at({last_seq(): (0,)})), Rest(end=last_seq()), frozenset())
    written()

    assert ask.people(rule, clock.now()) == []


def test_a_rebuild_brings_consents_back_also_of_those_who_are_not_known_yet(crowd):
    keep([says("given", 1, purpose="marketing"), says("given", 999, purpose="marketing")])
    written()
    people_columns.rebuild()
    written()
    save(999, 999)
    written()

    assert ask.people({"consent": {"purpose": "marketing"}}, NOON) == [1, 999]


def test_time_changes_it_when_a_pause_ends(crowd):
    keep([says("given", 1, purpose="marketing"), says("paused", 1, until=5), says("paused", 107, until=50)])
    written()
    asked = crossed(read({"consent": {"purpose": "marketing", "channel": "line"}}))

    def between(since: int, now: int) -> list[int]:
        window = {"since": NOW_MS + since, "now": NOW_MS + now}
        return sorted({row[0] for row in columns.query(asked.sql, asked.params | window)})

    assert (between(0, 4), between(4, 5), between(5, 49), between(0, 50)) == ([], [1], [], [1, 7])


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"purpose": "marketing", "channel": "email"}, "allows “marketing” by “email”"),
        ({"channel": "Email "}, "allows “marketing” by “email”"),
        ({"purpose": "profiling"}, "allows “profiling”"),
        ({"purpose": "a%s", "topic": "t", "channel": "c"}, "allows “a%s” about “t” by “c”"),
    ],
)
def test_in_words(rule, words):
    assert sentence({"consent": rule}) == words
    assert sentence({"not": {"consent": rule}}) == words.replace("allows", "does not allow")


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (7, "consent: write for example {“purpose”: “marketing”, “channel”: “email”}"),
        ({"purpos": "x"}, "consent.purpos: this is not understood here; did you mean “purpose”?"),
        ({"purpose": "*"}, "consent.purpose: a purpose is missing, for example marketing"),
        ({"channel": 7}, "consent.channel: this must be a word of up to 40 characters"),
        ({"topic": "x" * 41}, "consent.topic: this must be a word of up to 40 characters"),
    ],
)
def test_mistakes(given, problem):
    with pytest.raises(RuleError) as told:
        read({"consent": given})
    assert str(told.value) == problem
