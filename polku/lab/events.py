"""Events of a made-up web shop, about 300 bytes each, made quickly: templates and numbers."""

from functools import cache

# Of 100 events: 78 products looked at, 12 pages, 5 people who say who they are, 5 orders.
VIEWED = (
    '{"type":"track","event":"Product Viewed","userId":"u%%07d","messageId":"load-%%012d",'
    '"properties":{"product_id":"p%(a)d","name":"Product number %(a)d","category":"Category %(b)d","price":%(c)d.5,'
    '"currency":"EUR","url":"https://shop.example.com/p/%(a)d","position":%(b)d},"context":{"locale":"fi-FI","page":{"path":"/p/%(a)d"}}}'
)
PAGE = (
    '{"type":"page","name":"Category %(b)d","userId":"u%%07d","messageId":"load-%%012d",'
    '"properties":{"path":"/c/%(b)d","title":"Category %(b)d of our shop, with everything in it",'
    '"url":"https://shop.example.com/c/%(b)d","referrer":"https://www.example.org/search?q=shop"},"context":{"locale":"fi-FI"}}'
)
IDENTIFY = (
    '{"type":"identify","userId":"u%%07d","messageId":"load-%%012d",'
    '"traits":{"firstName":"Name%(a)d","lastName":"Family%(c)d","city":"City %(b)d","language":"fi","plan":"regular",'
    '"size":"%(b)d","newsletter":true,"favourite":"Product number %(a)d"},"context":{"locale":"fi-FI"}}'
)
ORDER = (
    '{"type":"track","event":"Order Completed","userId":"u%%07d","messageId":"load-%%012d",'
    '"properties":{"order_id":"load-%%012d","revenue":%(c)d.5,"currency":"EUR",'
    '"products":[{"product_id":"p%(a)d","quantity":1,"price":%(c)d.5}]},"context":{"locale":"fi-FI"}}'
)


def body(first: int, size: int, *, people: int) -> bytes:
    """The body of a request with the events numbered from `first`: a batch, or for size 1 the event itself."""
    if size == 1:
        return (VIEWED % {"a": first % 500, "b": first % 20, "c": first % 90} % (first % people, first)).encode()
    numbers: list[int] = []
    for number in range(first, first + size):
        numbers += ((number * 7919) % people, number)
        if _kind(number - first) is ORDER:
            numbers.append(number)
    return _template(size) % tuple(numbers)


@cache
def _template(size: int) -> bytes:
    events = [_kind(place) % {"a": place * 5 % 500, "b": place % 20, "c": place % 90} for place in range(size)]
    return ('{"batch":[' + ",".join(events) + "]}").encode()


def _kind(place: int) -> str:
    place %= 100
    if place % 20 == 7:
        return IDENTIFY
    if place % 20 == 13:
        return ORDER
    return PAGE if place % 8 == 5 else VIEWED
