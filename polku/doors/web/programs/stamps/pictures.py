"""Pictures of a card: uploaded with its form, and taken off again."""

from django.http import QueryDict

from polku.doors.web.asked import Asked
from polku.say.content.media.keep import PictureError, keep

PARTS = ("picture", "background")


def with_pictures(request: Asked) -> tuple[QueryDict, dict[str, str]]:
    """What was sent, with the names of the pictures that came along; and what was wrong with them, by field."""
    data, wrong = request.POST.copy(), {}
    for part in PARTS:
        if data.get(f"{part}_off"):
            data[part] = ""
        if file := request.FILES.get(f"{part}_file"):
            try:
                data[part] = keep(file.read(), title=file.name or "", by=request.user).name
            except PictureError as problem:
                wrong[part] = str(problem)
    return data, wrong
