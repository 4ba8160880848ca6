"""consent: whether we may, by what a person has said. The same answer as people/consent/may_send.py gives, in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.know.people.consent.may_send import softened
from polku.know.people.consent.purposes import MARKETING, basis_of, purposes
from polku.know.people.consent.saying import GIVEN, KINDS, PAUSED, RESUMED, WITHDRAWN, key
from polku.know.rules.condition import Condition, Depends, Node, Writer, did_you_mean, leaf

# Of each person who ever said anything: what decides about the purpose, about the topic, and until when they paused.
# "" where nothing was said of it. At the same instant a withdrawal counts, and a pause. Scans `consents`.
STANDING = """
SELECT
    {person} AS person,
    argMaxIf(kind, (said, kind = {withdrawn}, number), {about} AND topic = '') AS decided,
    argMaxIf(kind, (said, kind = {withdrawn}, number), {about} AND topic = {topic}) AS chosen,
    argMaxIf(kind = {paused} ? until : 0, (said, kind = {paused}, number), kind IN ({paused}, {resumed})) AS pause_ends
FROM {consents}
ARRAY JOIN
    numbers AS number, kinds AS kind, purposes AS purpose, channels AS channel, topics AS topic,
    said_ms AS said, until_ms AS until
WHERE only IN ('', {channel})
GROUP BY person
"""
ABOUT = "kind IN ({given}, {withdrawn}) AND purpose IN ({purpose}, '') AND channel IN ({channel}, '')"

# Whose pause has ended; and those in whose shared mailbox something was said, for their own events do not tell of it.
CROSSED = """
SELECT {person} AS id
FROM {consents}
WHERE arrayExists((kind, ends) -> kind = {paused} AND ends > {{since:Int64}} AND ends <= {{now:Int64}}, kinds, until_ms)
OR only != '' AND written_ms > {{since:Int64}} - {slack} AND written_ms <= {{now:Int64}}
"""
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
        standing = self._standing(write)
        basis = softened(basis_of(self.purpose), is_opt_out=self.is_opt_out)
        withdrawn = write.value(WITHDRAWN, "String")
        pauses = "pause_ends > {now:Int64}" if basis != "not_needed" else "0"
        refuses = f"(decided = {withdrawn} OR {pauses} OR chosen = {withdrawn})"
        if basis == "opt_in":
            agrees = f"decided = {write.value(GIVEN, 'String')} AND NOT {refuses}"
            return f"(id IN (SELECT person FROM ({standing}) WHERE {agrees}))"  # noqa: S608 values are parameters
        return f"(id NOT IN (SELECT person FROM ({standing}) WHERE {refuses}))"  # noqa: S608 values are parameters

    def depends(self) -> Depends:
        return Depends(events=frozenset(KINDS))

    def crossed(self, write: Writer) -> str:
        look = {"person": write.tables.person, "consents": write.tables.consents}
        return CROSSED.format(**look, paused=write.value(PAUSED, "String"), slack=write.value(SLACK_MS, "Int64"))

    def facts(self, write: Writer) -> dict[str, str]:
        """What decides, what was said of the topic, and the end of a pause, if there is one."""
        standing = self._standing(write)
        names = ["decided", *(["chosen"] if self.topic else []), "pause_ends"]
        return {name: f"(SELECT {name} FROM ({standing}))" for name in names}  # noqa: S608 values are parameters

    def doubts(self) -> Sequence[tuple[str, str]]:
        known = [one.key for one in purposes()]
        if self.purpose in known:
            return ()
        hint = did_you_mean(self.purpose, known)
        return [("consent.purpose", _("there is no purpose “%(purpose)s”") % {"purpose": self.purpose} + hint)]

    def sentence(self, *, is_negated: bool = False) -> str:
        about = {"purpose": self.purpose, "channel": self.channel, "topic": self.topic}
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
        return form % about

    def _standing(self, write: Writer) -> str:
        words = {
            "given": write.value(GIVEN, "String"),
            "withdrawn": write.value(WITHDRAWN, "String"),
            "paused": write.value(PAUSED, "String"),
            "resumed": write.value(RESUMED, "String"),
            "purpose": write.value(self.purpose, "String"),
            "channel": write.value(self.channel, "String"),
            # Of no topic, nothing is asked apart from the purpose itself.
            "topic": write.value(self.topic or "\0", "String"),
        }
        look = {"person": write.tables.person, "consents": write.tables.consents}
        return STANDING.format(**look, **words, about=ABOUT.format(**words))


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
