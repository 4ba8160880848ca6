"""The lab as one program: LINE's platform, and what is built on it."""

from typing import Any

import uvicorn

from polku.lab.liff import register as liff
from polku.lab.line.control.table import rows
from polku.lab.line.platform.table import endpoints
from polku.lab.line.web.app import App
from polku.lab.line.web.gate import Gate
from polku.lab.line.web.routes import Routes
from polku.lab.line.webhooks.post import Post
from polku.lab.line.world import World
from polku.lab.login import table as login
from polku.lab.phones import table as phones
from polku.lab.town import answers as town
from polku.lab.town.answers import Square


def application(world: World) -> App:
    """Everything at its address."""
    postman, square = world.shelf(Post).begin(world), world.shelf(Square)
    routes = Routes()
    for route in endpoints():
        routes.put(route)
    for row in rows(*town.ROWS, *liff.ROWS):
        routes.add(row.method, row.template, row.answers)
    phones.add_to(routes, world)
    login.add_to(routes, world)

    async def close() -> None:
        await square.close()
        await postman.close()

    return App(world, routes, gate=Gate(world), closing=close)


def serve(world: World, *, host: str, port: int, **more: Any) -> None:
    uvicorn.run(
        application(world),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        loop="uvloop",
        http="httptools",
        ws="none",
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=2,
        **more,
    )
