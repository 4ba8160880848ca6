"""What is freed goes back to the machine soon, in a process of many threads."""

import ctypes
from functools import cache
from pathlib import Path

# Parameters of mallopt(3), glibc.
TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8
DONT_NEED = 4  # of madvise(2)
MAPS = Path("/proc/self/maps")
LARGE = 4 << 20  # bytes: more than a batch of the log or a text of rows, which come again and again


def keep_little() -> None:
    """To be called before there are threads.

    Each thread would get an arena of its own, in which what is left of large blocks stays; and the bound from which on
    blocks are returned at once would move up to 32 MB with the first of them. Without glibc nothing is done.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(ARENA_MAX, 2)
        mallopt(MMAP_THRESHOLD, LARGE)
        mallopt(TRIM_THRESHOLD, LARGE)


def give_back() -> None:
    """What lies free between what is used goes back, too. Takes some milliseconds; without glibc nothing is done."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def drop_code(library: str) -> None:
    """Pages of a library's program code that are at hand but not used just now count no more; the next use finds them.

    A large library has most of its code looked at once, when it starts. The pages are the file's own and stay with the
    machine as long as it has room. Only code is named, which nobody writes. Elsewhere than on Linux nothing is done.
    """
    advise = getattr(ctypes.CDLL(None), "madvise", None)
    for first, end in _code_of(library):
        if advise is not None:
            advise(ctypes.c_void_p(first), ctypes.c_size_t(end - first), DONT_NEED)


@cache
def _code_of(library: str) -> tuple[tuple[int, int], ...]:
    """Where it lies: from, to."""
    if not MAPS.exists():
        return ()
    lines = [line.split() for line in MAPS.read_text().splitlines() if library in line]
    spans = [line[0].split("-") for line in lines if line[1] == "r-xp"]
    return tuple((int(first, 16), int(end, 16)) for first, end in spans)
