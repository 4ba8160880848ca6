"""consent: whether we may, by what a person has said. The same answer as people/consent/may_send.py gives, in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.know.people.consent.columns import about
from polku.know.people.consent.may_send import softened
from polku.know.people.consent.purposes import MARKETING, basis_of, purposes
from polku.know.people.consent.saying import GIVEN, KINDS, WITHDRAWN, key
from polku.know.rules.condition import Condition, Depends, Node, Writer, did_you_mean, leaf

# Of each person who ever said anything of it: the number that decides (consent/columns_sql.py). Scans `consents`.
DECIDED = """
SELECT {person} AS person, max(rank) AS decided
FROM (
    SELECT identity, arrayMax((about, rank) -> if(has({abouts}, about), rank, {none}), abouts, ranks) AS rank
    FROM {said}
    WHERE notEmpty(abouts)
)
WHERE rank != {none}
GROUP BY person
"""
# Of each person who ever paused: until when. Of the newest pauses of several identities the newest.
PAUSED = """
SELECT {person} AS person, argMax(pause_ends_ms, (pause_rank, pause_number)) AS ends_ms
FROM {said}
WHERE pause_number != 0
GROUP BY person
"""
REFUSES = "(bitAnd(decided, 1) = 1)"
NONE = "toInt64(-4000000000000000000)"  # earlier than anything was said

# Whose pause has ended; and those in whose shared mailbox something was said, for their own events do not tell of it.
CROSSED = """
SELECT {person} AS id
FROM {said}
WHERE pause_number != 0 AND pause_ends_ms > {{since:Int64}} AND pause_ends_ms <= {{now:Int64}}
"""
SHARED_CROSSED = """
SELECT {person} AS id
FROM {shared}
WHERE written_ms > {{since:Int64}} - {slack} AND written_ms <= {{now:Int64}}
"""
MAIL = "email"  # the channel whose addresses are identities, and may be shared
SLACK_MS = 60_000  # from the instant that a row bears until it can be read


@dataclass(frozen=True)
class Consent(Condition):
    """We may use this channel for this purpose now: by consent, or where the purpose needs none, without an objection.

    `is_opt_out`: the channel itself is one to which people need not have agreed.
    """

    purpose: str
    channel: str = ""
    topic: str = ""
    is_opt_out: bool = False

    def sql(self, write: Writer) -> str:
        basis = softened(basis_of(self.purpose), is_opt_out=self.is_opt_out)
        decided = self._decided(write)
        wanted = f"id IN ({_people(decided, f'NOT {REFUSES}')})"
        if basis != "opt_in":
            wanted = f"id NOT IN ({_people(decided, REFUSES)})"
        parts = [wanted]
        if basis != "not_needed":
            parts.append(f"id NOT IN ({_people(self._paused(write), 'ends_ms > {now:Int64}')})")
        if self.topic:
            parts.append(f"id NOT IN ({_people(self._decided(write, self.topic), REFUSES)})")
        return f"({' AND '.join(parts)})"

    def depends(self) -> Depends:
        return Depends(events=frozenset(KINDS))

    def crossed(self, write: Writer) -> str:
        person = write.tables.person
        pauses = CROSSED.format(person=person, said=self._said(write))
        if self.channel != MAIL:
            return pauses
        slack = write.value(SLACK_MS, "Int64")
        shared = SHARED_CROSSED.format(person=person, shared=write.tables.shared, slack=slack)
        return f"{pauses}\nUNION DISTINCT\n{shared}"

    def facts(self, write: Writer) -> dict[str, str]:
        """What was decided of the purpose and of the topic, and when a pause ends; null where nothing was said."""
        found = {"purpose": self._decided(write)} | ({"topic": self._decided(write, self.topic)} if self.topic else {})
        given, withdrawn = write.value(GIVEN, "String"), write.value(WITHDRAWN, "String")
        facts = {
            name: f"(SELECT any(if({REFUSES}, {withdrawn}, {given}) :: Nullable(String)) FROM ({decided}))"  # noqa: S608
            for name, decided in found.items()
        }
        ends = "any(fromUnixTimestamp64Milli(ends_ms, 'UTC') :: Nullable(DateTime64(3, 'UTC')))"
        return facts | {"pause_ends": f"(SELECT {ends} FROM ({self._paused(write)}) WHERE ends_ms != 0)"}  # noqa: S608

    def doubts(self) -> Sequence[tuple[str, str]]:
        known = [one.key for one in purposes()]
        if self.purpose in known:
            return ()
        hint = did_you_mean(self.purpose, known)
        return [("consent.purpose", _("there is no purpose “%(purpose)s”") % {"purpose": self.purpose} + hint)]

    def sentence(self, *, is_negated: bool = False) -> str:
        words = {"purpose": self.purpose, "channel": self.channel, "topic": self.topic}
        if self.channel and self.topic:
            form = (
                _("does not allow “%(purpose)s” about “%(topic)s” by “%(channel)s”")
                if is_negated
                else _("allows “%(purpose)s” about “%(topic)s” by “%(channel)s”")
            )
        elif self.channel:
            form = (
                _("does not allow “%(purpose)s” by “%(channel)s”")
                if is_negated
                else _("allows “%(purpose)s” by “%(channel)s”")
            )
        elif self.topic:
            form = (
                _("does not allow “%(purpose)s” about “%(topic)s”")
                if is_negated
                else _("allows “%(purpose)s” about “%(topic)s”")
            )
        else:
            form = _("does not allow “%(purpose)s”") if is_negated else _("allows “%(purpose)s”")
        return form % words

    def _decided(self, write: Writer, topic: str = "") -> str:
        every = {(purpose, channel) for purpose in (self.purpose, "") for channel in (self.channel, "")}
        abouts = sorted(about(purpose, channel, topic) for purpose, channel in every)
        look = {"person": write.tables.person, "said": self._said(write), "none": NONE}
        return DECIDED.format(**look, abouts=write.value(abouts, "Array(UInt64)"))

    def _paused(self, write: Writer) -> str:
        return PAUSED.format(person=write.tables.person, said=self._said(write))

    def _said(self, write: Writer) -> str:
        own, shared = write.tables.consents, write.tables.shared
        return f"(SELECT * FROM {own} UNION ALL SELECT * FROM {shared})" if self.channel == MAIL else own  # noqa: S608


def _people(found: str, which: str) -> str:
    return f"SELECT person FROM ({found}) WHERE {which}"  # noqa: S608 values are parameters


@leaf("consent")
def read_consent(node: Node) -> Consent:
    """{"consent": {"purpose": "marketing", "channel": "email", "topic": "offers"}}. Raises RuleError."""
    node.allow("consent")
    given = node.given["consent"]
    if not isinstance(given, dict):
        raise node.wrong("consent", _("write for example {“purpose”: “marketing”, “channel”: “email”}"))
    inner = Node(given, node.at("consent"))
    inner.allow("purpose", "channel", "topic")
    purpose = read_key(inner, "purpose", MARKETING)
    if not purpose:
        raise inner.wrong("purpose", _("a purpose is missing, for example marketing"))
    return Consent(purpose, read_key(inner, "channel"), read_key(inner, "topic"))


def read_key(node: Node, name: str, otherwise: str = "") -> str:
    """The own word of a purpose, a channel or a topic. Raises RuleError."""
    found = key(node.given.get(name, otherwise))
    if found is None:
        raise node.wrong(name, _("this must be a word of up to 40 characters"))
    return found
