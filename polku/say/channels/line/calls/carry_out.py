"""Making a block's calls: many at once, each until LINE has said something that counts, or the block's time is over."""

import asyncio
from collections.abc import Mapping, Sequence
from enum import Enum

import msgspec

from polku.kit import clock, net
from polku.say.channels.channel import Failed, Later, Outcome, Sent, Unknown
from polku.say.channels.line import answers, too_many
from polku.say.channels.line.calls.call import Call, read
from polku.say.channels.line.calls.models import LineCall
from polku.say.channels.line.client import TOO_MANY, UNAUTHORIZED, Client
from polku.say.channels.line.trouble import LineTrouble, Trouble

AT_ONCE = 100  # requests under way
QUICKLY_S = 0.3  # after no answer, once more
RATE_S = 1.0
DOWN_AFTER = 5  # times no answer, and none with one between: LINE is down, not unlucky
# Without an answer: to the next block that asks again, by how many there were.
WAITS_MS = tuple(clock.SECOND_MS * seconds for seconds in (2, 5, 15, 30, 60, 120, 300, 600, 1_200, 1_800))
SAME_USER_MS = 600 * clock.SECOND_MS
# What holds the account up, not the one message: it stops, or waits.
SENT = {one.value: Sent(one.value, is_free=one == LineCall.Endpoint.REPLY) for one in LineCall.Endpoint}
STOPS = frozenset(("line_token", "line_key", "line_assertion", "line_not_allowed"))
WAITS = frozenset(("line_monthly", "line_cap", "line_reserved", "line_unreachable"))


class Instead(Enum):
    """What is to be done where no outcome can be told yet."""

    HALVES = "halves"
    PUSH = "push"


Verdict = Outcome | Instead


class Round(msgspec.Struct):
    """What the calls of a block have in common. `end`: no attempt begins after it (monotonic seconds)."""

    client: Client
    end: float
    holds_up: Trouble | None = None  # for the whole account
    silences: int = 0  # in a row
    successes: int = 0

    async def carry_out(self, calls: Sequence[Call]) -> list[tuple[Call, Verdict]]:
        left = iter(calls)
        done: list[tuple[Call, Verdict]] = []

        async def work() -> None:
            done.extend([(call, await self._carried_out(call)) for call in left])

        await asyncio.gather(*[work() for _number in range(min(AT_ONCE, len(calls)))])
        return done

    @property
    def is_down(self) -> bool:
        return self.silences >= DOWN_AFTER

    async def _carried_out(self, call: Call) -> Verdict:
        is_reply = call.endpoint == LineCall.Endpoint.REPLY
        if is_reply and call.is_doubtful:
            return Unknown(Trouble("line_reply_unknown").reason, is_over=True)
        why = Trouble("line_no_answer", self.client.way.host)
        is_second = False
        while True:
            if call.is_over(clock.now_ms()):
                return Unknown(Trouble("line_day_over").reason, is_over=True)
            if self.holds_up is not None or self.is_down or clock.monotonic() > self.end:
                return self._later(call, self.holds_up or why)
            try:
                answer = await self.client.ask("POST", call.path, body=call.body, headers=call.headers)
            except LineTrouble as problem:
                self._hold_up(problem.trouble)
                self.silences += problem.trouble.code == "line_unreachable"
                return self._later(call, problem.trouble)
            except net.NetError:
                pass  # it may have arrived
            else:
                if answer.status < 500:
                    self.silences = 0
                    verdict = await self._judged(call, answer)
                    if verdict is not None:
                        return verdict
                    continue
                why = answers.refusal(answer)
            call.is_doubtful = True
            self.silences += 1
            if is_reply:
                return Unknown(Trouble("line_reply_unknown").reason, is_over=True)
            if is_second or self.is_down:
                return self._later(call, why)
            is_second = True
            await asyncio.sleep(QUICKLY_S)

    async def _judged(self, call: Call, answer: net.Answer) -> Verdict | None:
        """What the answer means; None where the same is asked again at once."""
        if answers.is_accepted(answer):
            self.successes += 1
            return SENT[call.endpoint]
        if answer.status == UNAUTHORIZED:
            found = answers.refusal(answer)
        elif answer.status == TOO_MANY:
            found = await too_many.meaning(answer, self._read, path=call.path, plan=self.client.way.plan)
        elif call.endpoint == LineCall.Endpoint.REPLY and answer.status == 400:
            return Instead.PUSH
        else:
            found = answers.refusal(answer)
            if found.code not in STOPS:
                return await self._refused(call, answer, found)
        if found.code == "line_rate":
            if call.endpoint == LineCall.Endpoint.REPLY:
                return Instead.PUSH  # an old token has been answered like this
            self.client.refused("POST", call.path)
            await asyncio.sleep(RATE_S / 10)
            return None
        self._hold_up(found)
        return self._later(call, found)

    async def _refused(self, call: Call, answer: net.Answer, found: Trouble) -> Verdict:
        """For good. Where it may be one name among many, the others must not suffer."""
        if answer.status != 400 or answers.is_about_person(answer) is False:
            return Failed(found.reason)
        is_person = answers.is_about_person(answer)
        if not (is_person or await self._is_well_written(call)):
            return Failed(Trouble("line_content", found.detail, is_temporary=False).reason)
        if len(call.messages) > 1:
            return Instead.HALVES
        # Who is called unknown is not written to again: nobody is because of a message that suits no chat.
        code = "line_user" if is_person or answers.says_nothing(answer) else "line_content"
        return Failed(Trouble(code, found.detail, is_temporary=False).reason)

    async def _is_well_written(self, call: Call) -> bool:
        """What LINE itself says of the messages, whoever they are for. Without an answer: as if they were."""
        body = b'{"messages":%b}' % bytes(read(call.body).messages)
        try:
            answer = await self.client.ask("POST", f"/v2/bot/message/validate/{call.endpoint}", body=body)
        except (LineTrouble, net.NetError):
            return True
        return answer.status != 400

    async def _read(self, path: str) -> Mapping[str, object] | None:
        return await self.client.read(path)

    def _hold_up(self, found: Trouble) -> None:
        if found.code in STOPS | WAITS:
            self.holds_up = self.holds_up or found

    def _later(self, call: Call, why: Trouble) -> Outcome:
        """By the same call where it may have arrived, else by a new one."""
        wait_ms = WAITS_MS[min(call.attempts, len(WAITS_MS) - 1)]
        if call.is_doubtful and call.endpoint != LineCall.Endpoint.REPLY:
            return Unknown(why.reason, again_ms=wait_ms)
        return Later(SAME_USER_MS if why.code == "line_same_user" else 0, why.reason, lets_go=True)
