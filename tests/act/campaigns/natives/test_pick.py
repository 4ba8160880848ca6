"""One wording for each person: whatever is known of them, by a channel that reaches them if there is one."""

from types import SimpleNamespace as Wording

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from polku.act.campaigns.natives.best.responses import Responses, scores
from polku.act.campaigns.natives.pick import ANSWERS, CHEAPER, FIRST, MARGIN, NOWHERE, ONLY, PREFERS, Facts, pick
from polku.kit.arrays import np

CHANNELS, LANGUAGES = ("owl", "crow", "swan"), ("ja", "pt", "pt-br")
PAIRS = st.tuples(st.sampled_from(CHANNELS), st.sampled_from(("", *LANGUAGES)))
PERSON = st.tuples(
    st.lists(st.booleans(), min_size=3, max_size=3),  # reached
    st.sampled_from(("", "ja", "pt", "pt-br", "fi")),  # reads
    st.sampled_from(("", *CHANNELS)),  # prefers
    st.lists(st.floats(0.001, 1), min_size=3, max_size=3),  # scores
)


def facts(people, *, is_best=True, costs=(0.0, 0.0, 0.0)):
    def flags(rows):
        return np.array(rows, bool).reshape(len(people), -1)

    return Facts(
        CHANNELS,
        LANGUAGES,
        flags([reached for reached, *_rest in people]),
        flags([[read == one or read.startswith(f"{one}-") for one in LANGUAGES] for _reached, read, *_rest in people]),
        flags([[liked == one for one in CHANNELS] for *_rest, liked, _scores in people]),
        np.array([found for *_rest, found in people]).reshape(len(people), 3) if is_best else None,
        np.array(costs),
    )


@settings(max_examples=150)
@given(
    st.lists(PAIRS, max_size=6, unique=True),
    st.lists(PERSON, min_size=1, max_size=8),
    st.booleans(),
    st.lists(st.sampled_from((0.0, 1.0, 2.0)), min_size=3, max_size=3),
)
def test_it_is_the_best_of_those_that_reach_them_in_words_they_read(pairs, people, is_best, costs) -> None:
    there = [Wording(channel=one, language=read) for one, read in dict.fromkeys([("owl", ""), *pairs])]

    places, whys = pick(there, facts(people, is_best=is_best, costs=costs))

    for (reached, read, liked, found), place, why in zip(people, places.tolist(), whys.tolist(), strict=True):
        ours = {one: closest(there, one, read) for one in dict.fromkeys(one.channel for one in there)}
        can = [one for one, said in ours.items() if said is not None and reached[CHANNELS.index(one)]]
        got = there[place]
        assert ours[got.channel] == got.language
        assert (why == NOWHERE) == (not can)
        assert (why == ONLY) == (len(can) == 1)
        if not can:
            assert got.channel == "owl"
            continue
        assert got.channel in can
        if not is_best:
            assert got.channel == can[0]
            assert why in (FIRST, ONLY)
            continue
        score, cost = ({one: row[CHANNELS.index(one)] for one in can} for row in (found, costs))
        assert (why == PREFERS) == (liked in can and len(can) > 1)
        if liked in can:
            assert got.channel == liked
            continue
        near = [one for one in can if score[one] >= max(score.values()) * (1 - MARGIN)]
        assert got.channel in near
        assert cost[got.channel] == min(cost[one] for one in near)
        assert why != ANSWERS or score[got.channel] == max(score.values())
        assert why != CHEAPER or cost[got.channel] <= min(cost[one] for one in near)


def closest(there, channel, read):
    """The longest language among the wordings of a channel that somebody reads; None where none is for them."""
    fits = [one.language for one in there if one.channel == channel]
    fits = [one for one in fits if not one or read == one or read.startswith(f"{one}-")]
    return max(fits, key=len, default=None)


def test_whom_nothing_reaches_is_held_where_they_have_an_address() -> None:
    there = [Wording(channel="owl", language=""), Wording(channel="crow", language="")]
    nobody = facts([((False, False, False), "", "", [0.1, 0.2, 0.3])] * 2)
    known = structs.replace(nobody, has_address=np.array([[False, True, True], [False, False, False]]))

    places, whys = pick(there, known)

    assert (places.tolist(), whys.tolist()) == ([1, 0], [NOWHERE, NOWHERE])


def test_shares_are_smoothed_from_the_person_to_everybody() -> None:
    known = Responses(*np.array([[1, 0, 20, 0], [1, 1, 1, 1], [9, 0, 1_000, 500], [9, 1, 1_000, 100]]).T)

    one, two, nine = scores(known, np.array([1, 2, 9]), 2)

    assert one[0] < one[1] < 0.3  # twenty in vain weigh more than what others do; one answer little
    assert two[0] > 4 * two[1]  # of whoever was sent nothing yet, what everybody does
    assert abs(nine[0] - 0.5) < 0.01
