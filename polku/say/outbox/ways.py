"""In which way each of a block's people sees a message whose blocks are not for everybody."""

from collections.abc import Mapping, Sequence

from polku.kit import clock
from polku.kit.columns import ColumnsError
from polku.know.rules.condition import RuleError
from polku.say.arms import conditions as kept
from polku.say.channels.channel import Channel, Held, Later
from polku.say.content.conditions.ask import holding
from polku.say.content.conditions.rules import Condition, of_stored
from polku.say.content.conditions.shown import shown_of_stored
from polku.say.content.problem import BrokenTemplate
from polku.say.outbox import reasons
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.models import Wording
from polku.say.outbox.people import Addressee
from polku.say.outbox.reasons import reason

AGAIN_MS = 30 * clock.SECOND_MS  # where the columns cannot be asked


class Ways:
    """`conditional`: the conditions of each wording that has some; mostly none has."""

    def __init__(self, channel: Channel, wordings: Mapping[str, Wording]) -> None:
        self._content = channel.content
        found = {key: of_stored(one.mail, channel.content) for key, one in wordings.items() if one.mail}
        self.conditional = {key: theirs for key, theirs in found.items() if theirs}
        self._holding: dict[int, frozenset[str]] = {}  # by message
        self._unasked: dict[int, Held | Later] = {}
        self._seen: dict[tuple[str, frozenset[str]], Wording | Held] = {}

    def look_up(self, block: Sequence[Claimed], people: Mapping[int, Addressee]) -> None:
        """For the whole block at once: of campaigns as it was at the launch, of everything else as of now."""
        for key, conditions in self.conditional.items():
            ours = [one for one in block if one.wording == key and one.identity_id in people]
            if not ours:
                continue
            if ours[0].campaign_id is not None:
                names = {one.id: people[one.identity_id].identity_ids for one in ours}
                keys = [one.key for one in conditions]
                self._holding |= kept.among(names, cause=ours[0].cause, keys=keys)
            else:
                self._ask(conditions, {one.id: people[one.identity_id].recipient.profile_id for one in ours})

    def of(self, claimed: Claimed, wording: Wording) -> tuple[frozenset[str], Wording | Held | Later]:
        """Which conditions hold of whoever gets it, and what it says to them, or why it says nothing."""
        held = self._unasked.get(claimed.id)
        met = self._holding.get(claimed.id, frozenset())
        return (met, held) if held is not None else (met, self._wording(claimed.wording, wording, met))

    def _ask(self, conditions: Sequence[Condition], profiles: Mapping[int, int]) -> None:
        try:
            found = holding(conditions, sorted(set(profiles.values())), clock.now())
        except ColumnsError:
            self._unasked |= dict.fromkeys(profiles, Later(AGAIN_MS, reason(reasons.UNASKED)))
        except RuleError as problem:
            self._unasked |= dict.fromkeys(profiles, Held(reason(reasons.TEMPLATE, str(problem))))
        else:
            self._holding |= {number: found[profile] for number, profile in profiles.items()}

    def _wording(self, key: str, wording: Wording, met: frozenset[str]) -> Wording | Held:
        seen = self._seen.get((key, met))
        if seen is None:
            self._seen[key, met] = seen = self._made(wording, met)
        return seen

    def _made(self, wording: Wording, met: frozenset[str]) -> Wording | Held:
        try:
            mail = shown_of_stored(wording.mail, self._content, met)
        except BrokenTemplate as broken:
            return Held(reason(reasons.TEMPLATE, broken.problem.sentence))
        if not mail:
            return Held(reason(reasons.NOTHING))
        values = {field.attname: getattr(wording, field.attname) for field in Wording._meta.concrete_fields}
        return Wording(**values | {"mail": mail})
