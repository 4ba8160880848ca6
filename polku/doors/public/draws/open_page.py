"""What everybody may see of a draw, without signing in: its promise, its result, and with what to check it."""

from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse

from polku.act.rewards.draws import order
from polku.act.rewards.draws.models import DrawEntry
from polku.act.rewards.draws.result import Standing, reserves, standing, to_check, won
from polku.doors.public.door import page, private, public
from polku.doors.public.draws.faces import odds
from polku.doors.public.draws.there import draws
from polku.doors.public.limits import is_too_often
from polku.doors.public.visitor import address_of
from polku.doors.public.wallet.frame import in_words, show
from polku.kit import clock

MINUTELY, FILES_MINUTELY = 120, 10
AT_ONCE = 5_000
FEW_LINES = (Path(__file__).parent / "few_lines.txt").read_text("utf-8")  # shown to whoever checks it without us


@public
def draw(request: HttpRequest, program_id: int) -> HttpResponse:
    if is_too_often("draws", address_of(request), most=MINUTELY):
        return page(request, "public/wait.html", status=429)
    there = wanted(program_id)
    with in_words(request, None):
        given = {
            "there": there,
            "terms": there.terms,
            "draw": there.draw,
            "countries": sorted(there.terms.who.countries),
            "odds": odds(there.terms),
            "winners": won(there) if there.terms.mode == "scheduled" else [],
            "reserves": reserves(there),
            "few_lines": FEW_LINES,
            "is_scheduled": there.terms.mode == "scheduled",
        }
    return show(request, None, "public/draw.html", given)


@public
def to_check_file(_request: HttpRequest, program_id: int) -> HttpResponse:
    """draw.json: everything that the check needs besides the list."""
    found = to_check(wanted(program_id))
    if found is None:
        raise Http404
    return private(JsonResponse(found))


@public  # type: ignore[arg-type] # a list of a million is sent as it is read
def entries(request: HttpRequest, program_id: int) -> HttpResponse | StreamingHttpResponse:
    """entries.txt: the frozen list, whose sum has been published."""
    there = wanted(program_id)
    if there.draw is None or not there.draw.digest:
        raise Http404
    if is_too_often("draw files", address_of(request), most=FILES_MINUTELY):
        return page(request, "public/wait.html", status=429)
    answer = StreamingHttpResponse(_lines(program_id), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="entries.txt"'
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@public
def program(_request: HttpRequest, program_id: int) -> HttpResponse:
    """draw.py: the very file with which we draw."""
    wanted(program_id)
    answer = HttpResponse(Path(order.__file__).read_bytes(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="draw.py"'
    return private(answer)


def wanted(program_id: int) -> Standing:
    """A draft is nobody's business yet."""
    row = draws().filter(pk=program_id).first()
    if row is None:
        raise Http404
    return standing(row, now=clock.now())


def _lines(program_id: int) -> Iterator[str]:
    rows = DrawEntry.objects.filter(program_id=program_id).order_by("mark").values_list("mark", "person")
    held: list[str] = []
    for ticket, person in rows.iterator(AT_ONCE):
        held.append(f"{ticket} {person}\n")
        if len(held) == AT_ONCE:
            yield "".join(held)
            held.clear()
    yield "".join(held)
