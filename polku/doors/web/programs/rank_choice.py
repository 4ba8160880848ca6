"""Ranks as ticks of a form: those of the ladder that counts, and what was chosen before and is gone."""

from collections.abc import Iterable

from polku.act.rewards.ranks.standing import rank_names


def rank_choices(kept: Iterable[str]) -> list[tuple[str, str]]:
    known = rank_names()
    return [*known.items(), *((key, key) for key in kept if key not in known)]
