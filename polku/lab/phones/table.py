"""Every address of the phones and of LIFF."""

from polku.lab.liff import answers
from polku.lab.line.web.call import Answer, Call
from polku.lab.line.web.routes import Routes
from polku.lab.line.world import World
from polku.lab.phones import live, menu
from polku.lab.phones.add_page import add_page
from polku.lab.phones.built import built
from polku.lab.phones.chat import chat
from polku.lab.phones.list_page import list_page
from polku.lab.phones.mailboxes import Mailboxes
from polku.lab.phones.media import media
from polku.lab.phones.opening import open_
from polku.lab.phones.phone_page import first_chat, phone_page
from polku.lab.phones.verbs import act


def add_to(routes: Routes, world: World) -> None:
    world.shelf(Mailboxes).begin(world)
    routes.add("GET", "/", _home)
    routes.add("GET", "/phones", list_page)
    routes.add("GET", "/phones/built/{name}", built)
    routes.add("GET", "/phones/media/{account}/{message}", media)
    routes.add("GET", "/phones/menus/{account}/{menu}", menu.image)
    routes.add("GET", "/phones/{number}", first_chat)
    routes.add("GET", "/phones/{number}/{account}", phone_page)
    routes.add("GET", "/phones/{number}/{account}/chat", chat)
    routes.add_raw("GET", "/phones/{number}/{account}/live", live.stream(world))
    routes.add("POST", "/phones/{number}/{account}/open", open_)
    routes.add("POST", "/phones/{number}/{account}/{verb}", act)
    for path in ("/R/ti/p/{basic_id}", "/R/nv/recommendOA/{basic_id}", "/R/oaMessage/{basic_id}"):
        routes.add("GET", path, add_page)
    routes.add("GET", "/liff/sdk.js", _sdk)
    routes.add("POST", "/oauth2/v2.1/verify", answers.verify_id_token)
    routes.add("GET", "/v2/profile", answers.profile)
    routes.add("GET", "/friendship/v1/status", answers.friendship)


def _home(_call: Call) -> Answer:
    return Answer(302, b"", b"text/plain", [(b"location", b"/phones")])


def _sdk(call: Call) -> Answer:
    call.params["name"] = "liff.js"
    return built(call)
