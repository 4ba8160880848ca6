"""The page of keys: everything that can be done without a mouse."""

from django.http import HttpResponse
from django.shortcuts import render

from polku.doors.web.asked import Asked


def shortcuts(request: Asked) -> HttpResponse:
    return render(request, "search/shortcuts.html")
