"""What somebody has sent to an account, for members who may see people: a picture, a video, a voice message, a file."""

import os
from typing import BinaryIO

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.person import numbers_of, wanted
from polku.kit import byte_range
from polku.say.channels.line.inbox.models import LineMedia
from polku.say.channels.line.media import files

# What browsers show by themselves and cannot run. All else is a file to be kept.
SHOWN = frozenset(
    ("image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "audio/mp4", "audio/x-m4a", "audio/aac")
)


@require_safe
def sent(request: Asked, public_id: str, number: int) -> HttpResponseBase:
    row = LineMedia.objects.filter(pk=number, identity_id__in=numbers_of(wanted(public_id))).first()
    if row is None or row.state != LineMedia.State.THERE:
        raise Http404
    try:
        file = files.path(row.name).open("rb")
    except FileNotFoundError as problem:
        raise Http404 from problem
    content_type = row.content_type.partition(";")[0].strip().lower()
    is_shown = content_type in SHOWN
    answer = _whole_or_part(request, file)
    answer["Content-Type"] = content_type if is_shown else "application/octet-stream"
    answer["Content-Disposition"] = content_disposition_header(not is_shown, f"line-{row.message_id}") or "attachment"
    answer["Cache-Control"] = "private, no-store"  # it may be taken back
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _whole_or_part(request: Asked, file: BinaryIO) -> HttpResponseBase:
    """`If-Range` names a version, and there is none to name: then the whole of it."""
    size = os.fstat(file.fileno()).st_size
    asked = request.headers.get("Range", "") if request.method == "GET" and "If-Range" not in request.headers else ""
    try:
        found = byte_range.part(asked, size=size)
    except byte_range.NotThere:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    if found is None:
        return FileResponse(file, headers={"Accept-Ranges": "bytes"})
    first, count = found
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Length": str(count),
        "Content-Range": f"bytes {first}-{first + count - 1}/{size}",
    }
    return StreamingHttpResponse(byte_range.read(file, first, count), status=206, headers=headers)
