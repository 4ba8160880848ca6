"""What goes on by itself, twice a second, while the lab is served."""

import asyncio
from collections.abc import Callable

from polku.lab.line.world import World

PAUSE_S = 0.5


class Chores:
    """On the world's shelf. Each is safe to be done at any time, also twice."""

    def __init__(self) -> None:
        self.all: dict[str, Callable[[], None]] = {}

    def do(self) -> None:
        for chore in list(self.all.values()):
            chore()


async def tick(world: World) -> None:
    chores = world.shelf(Chores)
    while True:
        chores.do()
        await asyncio.sleep(PAUSE_S)
