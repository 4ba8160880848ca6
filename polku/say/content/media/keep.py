"""Taking in a picture."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from polku.know.teams.models import Member
from polku.say.content.media.kinds import Kind, kind_of
from polku.say.content.media.names import is_name, new_name
from polku.say.content.models import Picture

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 10_000  # a side


class PictureError(Exception):
    """A picture cannot be taken."""


class NoPicture(PictureError):
    """This is no PNG, JPEG, GIF or WebP. Other kinds are not shown by every mail program."""

    def __str__(self) -> str:
        return _("This is no PNG, JPEG, GIF or WebP. Other kinds are not shown by every mail program.")


class TooBig(PictureError):
    """The picture is too large: a mail should load quickly."""

    def __str__(self) -> str:
        return _("This picture is larger than {most} MB or {pixels} pixels a side. Make it smaller first.").format(
            most=MOST_BYTES // 1024**2, pixels=MOST_PIXELS
        )


def folder() -> Path:
    return Path(settings.DATA_DIR) / "media"


def keep(content: bytes, *, title: str = "", by: Member | None = None) -> Picture:
    """Write a picture down under a new name. Raises NoPicture and TooBig."""
    kind = taken(content)
    name = new_name(kind.ending)
    write(folder() / name, content)
    return Picture.objects.create(
        name=name,
        title=title.replace("\0", "")[:200],
        width=kind.width,
        height=kind.height,
        bytes=len(content),
        created_by=by,
    )


def taken(content: bytes) -> Kind:
    """What it is, by its first bytes. Raises NoPicture and TooBig."""
    if len(content) > MOST_BYTES:
        raise TooBig
    kind = kind_of(content)
    if kind is None:
        raise NoPicture
    if max(kind.width, kind.height) > MOST_PIXELS:
        raise TooBig
    return kind


def read(name: str) -> bytes | None:
    """The file of that name; None where there is none."""
    if not is_name(name):
        return None
    try:
        return (folder() / name).read_bytes()
    except FileNotFoundError:
        return None


def is_there(name: str) -> bool:
    """Whether the file is still here. A machine without the folder only sends, and cannot know."""
    return not folder().is_dir() or (folder() / name).is_file()


def write(path: Path, content: bytes) -> None:
    """Whole or not at all, and on the disk before anybody is told its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(half, path)
    except OSError:
        os.unlink(half)
        raise
