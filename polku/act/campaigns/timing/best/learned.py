"""How likely a message is to be answered, by person and hour: smoothed from the person to their zone to everybody.

A share of few messages says little. So each level begins with the one above it as if it had seen that many messages
already (a Beta prior, by its mean and its weight), and moves away from it as far as its own messages go:

    everybody, hour   (answers + 200 · share of all hours) / (sends + 200)
    zone, hour        (answers + 200 · everybody's)        / (sends + 200)
    person, hour      (answers + 10 · zone's · visits' lift) / (sends + 10)

The lift is how much more of a person's visits fall into the hour than of everybody's, begun with 12 visits like
everybody's, and never more than double or less than half.
"""

import msgspec

from polku.act.campaigns.timing.best.asked import Happened
from polku.kit.arrays import Floats, Numbers, np

OF_EVERYBODY, OF_ZONE, OF_PERSON, OF_VISITS = 200.0, 200.0, 10.0, 12.0
MOST_LIFT = 2.0
HOURS = 24
SHARE = 0.1  # before the first message


class Learned(msgspec.Struct, frozen=True):
    """`by_zone`: shares of answers, (zones, 24). `usual`: messages that were sent so far, by hour, (24,)."""

    by_zone: Floats
    usual: Floats
    visits: Floats  # everybody's share of visits by hour, (24,)
    happened: Happened


def learn(happened: Happened, people: Numbers, zones: Numbers, count: int) -> Learned:
    """`people` ascend; `zones`: the place of each one's zone among so many. Of whoever is not among them, all count."""
    place = np.searchsorted(people, happened.person).clip(max=max(0, len(people) - 1))
    is_ours = people[place] == happened.person if len(people) else np.zeros(len(happened.person), bool)
    sends, answers = (_by_hour(happened, counted) for counted in (happened.sends, happened.answers))
    whole = (answers.sum() + SHARE * OF_EVERYBODY) / (sends.sum() + OF_EVERYBODY)
    everybody = (answers + OF_EVERYBODY * whole) / (sends + OF_EVERYBODY)
    cell = zones[place[is_ours]] * HOURS + happened.hour[is_ours]
    shape = (count, HOURS)
    zone_sends, zone_answers = (
        np.bincount(cell, weights=counted[is_ours], minlength=count * HOURS).reshape(shape)
        for counted in (happened.sends, happened.answers)
    )
    by_zone = (zone_answers + OF_ZONE * everybody) / (zone_sends + OF_ZONE)
    visits = _by_hour(happened, happened.visits) + 1.0
    return Learned(by_zone, sends, visits / visits.sum(), happened)


def shares(learned: Learned, people: Numbers, zones: Numbers) -> Floats:
    """Of some people, ascending: how likely each is to answer, by hour. Shapes: (people,) -> (people, 24)."""
    rows = learned.happened
    first, last = np.searchsorted(rows.person, (people[0], people[-1] + 1)) if len(people) else (0, 0)
    part = slice(int(first), int(last))
    place = np.searchsorted(people, rows.person[part]).clip(max=max(0, len(people) - 1))
    is_ours = people[place] == rows.person[part] if len(people) else np.zeros(0, bool)
    who, hour = place[is_ours], rows.hour[part][is_ours]
    sends, answers, visits = (np.zeros((len(people), HOURS)) for _ in range(3))
    sends[who, hour] = rows.sends[part][is_ours]
    answers[who, hour] = rows.answers[part][is_ours]
    visits[who, hour] = rows.visits[part][is_ours]
    lift = (visits + OF_VISITS * learned.visits) / (visits.sum(axis=1, keepdims=True) + OF_VISITS) / learned.visits
    prior = learned.by_zone[zones] * lift.clip(1 / MOST_LIFT, MOST_LIFT)
    return np.asarray((answers + OF_PERSON * prior) / (sends + OF_PERSON))


def _by_hour(happened: Happened, counted: Numbers) -> Floats:
    return np.bincount(happened.hour, weights=counted, minlength=HOURS).astype(np.float64)
