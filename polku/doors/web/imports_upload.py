"""A file that comes in goes piece by piece to where it stays: never into memory, and no further than its limit."""

import shutil
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from polku.doors.web.asked import Asked
from polku.doors.web.imports_words import in_words
from polku.know.events.imports import ask, files
from polku.know.events.imports.problems import Unreadable

KINDS = ("people", "orders", "consents")
MB = 2**20
DRAINED = 4  # times the limit: so much is read to its end, so that the browser hears why it was refused


class Incoming(UploadedFile):  # type: ignore[type-arg]  # generic for type checkers only
    """An uploaded file that lies in the folder of imports."""

    path: Path


class ToFolder(FileUploadHandler):
    """Writes the first file of a form to the folder of imports; what is larger than allowed is not kept."""

    is_too_large = False
    _file: IO[bytes] | None = None
    _path: Path

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any) -> None:  # noqa: N803 Django's
        self.limit = settings.IMPORT_MB * MB
        self.is_too_large = content_length > self.limit + MB
        self.is_disk_full = shutil.disk_usage(files.folder()).free < content_length + settings.DISK_RESERVE_MB * MB
        if content_length > DRAINED * self.limit:
            raise StopUpload(connection_reset=True)

    def new_file(self, *given: Any, **named: Any) -> None:
        super().new_file(*given, **named)
        if self._file is not None or self.is_too_large or self.is_disk_full:
            raise SkipFile
        self._path = files.path_of(files.new_name(".part"))
        self._file = self._path.open("xb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > self.limit:
            self.is_too_large = True
            self.upload_interrupted()
            raise SkipFile
        if self._file is not None:
            self._file.write(raw_data)

    def file_complete(self, file_size: int) -> Incoming | None:
        if self._file is None or self._file.closed:
            return None
        self._file.close()
        found = Incoming(None, self.file_name, self.content_type, file_size, self.charset)
        found.path = self._path
        return found

    def upload_interrupted(self) -> None:
        if self._file is not None:
            self._file.close()
            self._path.unlink(missing_ok=True)


@csrf_exempt  # until the way of the file is known: reading the token reads the form. `_upload` is protected.
def upload(request: Asked) -> HttpResponse:
    handler = ToFolder(request)
    request.upload_handlers = [handler]
    return _upload(request, handler)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _upload(request: Asked, handler: ToFolder) -> HttpResponse:
    kind = request.POST.get("kind") or request.GET.get("kind") or KINDS[0]
    kind = kind if kind in KINDS else KINDS[0]
    given = {"kind": kind, "most_mb": settings.IMPORT_MB, "kept_d": settings.IMPORTS_KEPT_D}
    if request.method != "POST":
        return render(request, "imports/new.html", given)
    found = request.FILES.get("file")
    problem = _problem(handler, found)
    if not problem and isinstance(found, Incoming):
        try:
            row = ask.take_in(found.path, file_name=found.name or "?", kind=kind, by=request.user)
        except Unreadable as wrong:
            problem = in_words(type(wrong).__name__)
            found.path.unlink(missing_ok=True)
        else:
            return redirect("import", row.pk)
    messages.error(request, problem)
    return redirect(f"{request.path}?kind={kind}")


def _problem(handler: ToFolder, found: object) -> str:
    if handler.is_too_large:
        return _("The file is too large: at most %(most)s MB. Split it, or use the command line.") % {
            "most": settings.IMPORT_MB
        }
    if handler.is_disk_full:
        return _("There is too little room on the server’s disk for this file.")
    if not isinstance(found, Incoming):
        return _("Pick a file first.")
    if not found.size:
        found.path.unlink(missing_ok=True)
        return in_words("Empty")
    return ""
