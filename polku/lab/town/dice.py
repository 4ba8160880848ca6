"""Throws of dice as a function of their name: the same shopper, step and purpose always throw the same."""

import zlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


def throw(seed: int, step: int, purpose: str, shoppers: Numbers) -> Floats:
    """Evenly spread in [0, 1), one for each shopper. Shapes: (n,) -> (n,). SplitMix64 over a key of all four."""
    mask = (1 << 64) - 1
    key = (seed * 0x9E3779B97F4A7C15 ^ step * 0xD1B54A32D192ED03 ^ zlib.crc32(purpose.encode()) << 31) & mask
    mixed = shoppers.astype(np.uint64)
    mixed *= np.uint64(0x9E3779B97F4A7C15)
    mixed += np.uint64(_mixed(key))
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed ^= mixed >> np.uint64(shift)
        mixed *= np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    # 24 bits are what a float32 holds exactly: never 1.0.
    return (mixed >> np.uint64(40)).astype(np.float32) * np.float32(2**-24)


def _mixed(key: int) -> int:
    mask = (1 << 64) - 1
    key = (key ^ key >> 30) * 0xBF58476D1CE4E5B9 & mask
    key = (key ^ key >> 27) * 0x94D049BB133111EB & mask
    return key ^ key >> 31
