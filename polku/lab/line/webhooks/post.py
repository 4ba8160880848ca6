"""The world's postman, from when it is served."""

from polku.lab.line.webhooks.postman import Postman
from polku.lab.line.world import World


class Post:
    """On the world's shelf."""

    postman: Postman

    def begin(self, world: World) -> Postman:
        self.postman = Postman(world)
        return self.postman
