"""What a folder holds on the disk, and how long it takes to read all of it."""

from pathlib import Path

from polku.kit import clock


def mb_of(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file()) // 2**20


def read_s_of(folder: Path) -> float:
    begun = clock.monotonic()
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                while file.read(1 << 22):
                    pass
    return round(clock.monotonic() - begun, 1)
