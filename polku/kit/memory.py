"""What is freed goes back to the machine soon, in a process of many threads."""

import ctypes

# Parameters of mallopt(3), glibc.
TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8
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
