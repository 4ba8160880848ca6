"""The addresses of customers' own pages: address, view and name. All lie below /p/, to which the cookies belong."""

from collections.abc import Callable

from django.http import HttpResponse

from polku.doors.public.draws import tiles as draw_tiles
from polku.doors.public.draws import urls as draws
from polku.doors.public.wallet import (
    cards,
    coupon,
    coupons,
    friends,
    history,
    leaving,
    liff,
    line,
    mine,
    offers,
    points,
    scanned,
    screen,
    settings,
    sign_in,
    stamp_tiles,
)
from polku.doors.public.wallet.tiles import TILES

PAGES: tuple[tuple[str, Callable[..., HttpResponse], str], ...] = (
    ("p/wallet", coupons.wallet, "wallet"),
    ("p/wallet/coupons/<str:public_id>", coupon.coupon, "wallet coupon"),
    ("p/wallet/coupons/<str:public_id>/state", coupon.state, "wallet coupon state"),
    ("p/wallet/mine", mine.mine, "wallet mine"),
    ("p/wallet/points", points.points, "wallet points"),
    ("p/wallet/points/<int:program_id>/<int:place>", points.get, "wallet points get"),
    ("p/wallet/friends", friends.friends, "wallet friends"),
    ("p/wallet/offers", offers.offers, "wallet offers"),
    ("p/wallet/offers/<int:program_id>", offers.place, "wallet offer"),
    ("p/wallet/history", history.history, "wallet history"),
    ("p/wallet/cards", cards.cards, "wallet cards"),
    ("p/wallet/cards/<int:program_id>", cards.card, "wallet card"),
    ("p/wallet/stamp", scanned.stamp, "wallet stamp"),
    ("p/stamp/<str:code>", scanned.scanned, "wallet scan"),
    ("p/screen/<str:token>", screen.screen, "stamp screen"),
    *draws.PAGES,
    ("p/wallet/settings", settings.settings, "wallet settings"),
    ("p/wallet/of/<str:token>", leaving.of_link, "wallet of"),
    ("p/wallet/sign-in", sign_in.sign_in, "wallet sign-in"),
    ("p/wallet/sign-in/code", sign_in.code, "wallet code"),
    ("p/wallet/sign-out", leaving.sign_out, "wallet sign-out"),
    ("p/wallet/line/<str:account>", line.by_line, "wallet line"),
    ("p/wallet/line/<str:account>/liff", liff.liff, "wallet liff"),
)
TILES[:] = [
    stamp_tiles.tiles,
    points.tiles,
    friends.tile,
    offers.tile,
    draw_tiles.tiles,
]
