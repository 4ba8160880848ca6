"""A block of letters parted into those that may go now and those that wait."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from polku.kit import clock
from polku.say.channels.channel import Later, Letter, Outcome, Sent, Unknown
from polku.say.channels.email.address import domain_in_ascii
from polku.say.channels.email.models import WarmUp
from polku.say.channels.email.pace import allowance, domains, warm_up
from polku.say.channels.email.trouble import Trouble

Window = tuple[str, int]  # whose, and when it begins


class Shares(msgspec.Struct):
    """`later`: by their place in the block. `taken`: by place, the windows in which it counts."""

    later: dict[int, Later]
    taken: dict[int, list[Window]]

    def give_back(self, outcomes: Sequence[Outcome]) -> None:
        """What has not left counts for nothing. `outcomes`: of the whole block."""
        unused: Counter[Window] = Counter()
        for place, windows in self.taken.items():
            if not isinstance(outcomes[place], Sent | Unknown):
                unused.update(windows)
        for (key, window_ms), count in unused.items():
            allowance.give_back(key, window_ms, count)


def share_out(letters: Sequence[Letter], *, sender: str, now: datetime) -> Shares:
    """`sender`: the sending domain. What belongs to no campaign (codes, receipts, tests) never waits."""
    shares = Shares({}, {})
    if paces := domains.paces():
        _by_receiver(letters, paces, shares, now=now)
    row = warm_up.open_for(sender)
    if row is not None:
        _by_plan(letters, row, shares, now=now)
    return shares


def _by_receiver(letters: Sequence[Letter], paces: Mapping[str, int], shares: Shares, *, now: datetime) -> None:
    now_ms = clock.to_ms(now)
    begins = now_ms - now_ms % clock.MINUTE_MS
    waiting: dict[str, list[int]] = {}
    for place, letter in enumerate(letters):
        domain = domain_in_ascii(letter.address.strip().rpartition("@")[2]) or ""
        if domain in paces and letter.campaign_id is not None:
            waiting.setdefault(domain, []).append(place)
    for domain, places in waiting.items():
        key, most = domains.key_of(domain), paces[domain]
        allowance.forget_before(key, begins)
        granted = allowance.take(key, begins, wanted=len(places), most=most)
        shares.taken |= {place: [(key, begins)] for place in places[:granted]}
        for number, place in enumerate(places[granted:]):
            # Each comes back in the minute in which it has room, as far as this block goes.
            begins_again = begins + (1 + number // most) * clock.MINUTE_MS
            shares.later[place] = Later(begins_again - now_ms, Trouble("email_pace", domain).reason)
        if len(places) > granted:
            allowance.put_off(key, begins, len(places) - granted)


def _by_plan(letters: Sequence[Letter], row: WarmUp, shares: Shares, *, now: datetime) -> None:
    day = warm_up.today(row, now=now)
    if day is None:
        return
    key = warm_up.key_of(row.domain)
    at_once = [place for place, letter in enumerate(letters) if letter.campaign_id is None]
    places = [place for place, letter in enumerate(letters) if letter.campaign_id is not None]
    places = [place for place in places if place not in shares.later]
    if at_once:
        allowance.take_anyway(key, day.begins_ms, len(at_once))
    granted = allowance.take(key, day.begins_ms, wanted=len(places), most=day.most) if places else 0
    for place in (*at_once, *places[:granted]):
        shares.taken.setdefault(place, []).append((key, day.begins_ms))
    rest = places[granted:]
    for place in rest:
        for of_receiver in shares.taken.pop(place, []):
            allowance.give_back(*of_receiver, 1)
        shares.later[place] = Later(day.ends_ms - clock.to_ms(now), Trouble("email_warm_up", row.domain).reason)
    if rest:
        allowance.put_off(key, day.begins_ms, len(rest))
