"""Every address of LINE Login."""

from polku.lab.line.web.routes import Routes
from polku.lab.line.web.tokens import OtherGrants
from polku.lab.line.world import World
from polku.lab.login import authorize, exchange, liff_apps, parting


def add_to(routes: Routes, world: World) -> None:
    routes.add("GET", "/oauth2/v2.1/authorize", authorize.ask)
    routes.add("POST", "/oauth2/v2.1/authorize", authorize.answer)
    routes.add("POST", "/user/v1/deauthorize", parting.deauthorize)
    routes.add("GET", "/oauth2/v2.1/userinfo", parting.user_info)
    for route in liff_apps.ENDPOINTS:
        routes.put(route)
    by_type = world.shelf(OtherGrants).by_type
    by_type["authorization_code"], by_type["refresh_token"] = exchange.for_code, exchange.for_refresh
