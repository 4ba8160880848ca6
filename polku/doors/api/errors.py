"""Every error in one form: `{"error": {"code", "sentence", "field"?}}`."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from polku.act.campaigns.approval.problems import ApprovalError
from polku.act.campaigns.problems import AlreadyLaunched, NotReady
from polku.doors.api.wrong import sentence_of
from polku.kit.columns import ColumnsError
from polku.know.rules.condition import RuleError
from polku.know.rules.unanswered import why
from polku.know.segments.errors import SegmentError

log = logging.getLogger(__name__)

RETRY_AFTER_S = "5"


class ApiError(Exception):
    """Something that the caller can understand and put right."""

    def __init__(self, status: int, code: str, sentence: str, *, field: str = "", wait_s: int = 0) -> None:
        super().__init__(sentence)
        self.status, self.code, self.sentence, self.field, self.wait_s = status, code, sentence, field, wait_s


def not_found(sentence: str) -> ApiError:
    return ApiError(HTTPStatus.NOT_FOUND, "not_found", sentence)


def answer(status: int, code: str, sentence: str, *, field: str = "", **headers: str) -> HttpResponse:
    error = {"code": code, "sentence": sentence} | ({"field": field} if field else {})
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return JsonResponse({"error": error}, status=status, headers=named)


def nothing_here() -> HttpResponse:
    return answer(404, "not_found", _("There is nothing at this address."))


def say_errors(api: NinjaAPI) -> None:
    """Give every error that can come up its form."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        ApiError: lambda _request, error: answer(
            error.status,
            error.code,
            error.sentence,
            field=error.field,
            **({"Retry_After": str(error.wait_s)} if error.wait_s else {}),
        ),
        AuthenticationError: lambda _request, _error: answer(
            401, "unauthorized", _("This needs an API key: “Authorization: Bearer …”."), WWW_Authenticate="Bearer"
        ),
        HttpError: _http_error,
        Http404: lambda _request, _error: nothing_here(),
        ValidationError: _validation_error,
        AlreadyLaunched: lambda _request, _error: answer(
            409, "already_launched", _("This campaign has been launched: it is not changed any more.")
        ),
        ApprovalError: lambda _request, error: answer(409, "conflict", str(error)),
        NotReady: lambda _request, error: _not_ready(error),
        RuleError: lambda _request, error: answer(422, "invalid", str(error), field=in_rule(error.path)),
        SegmentError: lambda _request, error: answer(409, error.code, error.sentence, field=error.field),
        ColumnsError: lambda _request, error: _unanswered(error),
        RequestDataTooBig: lambda _request, _error: answer(413, "too_large", _("The body is too large.")),
        Exception: _broken,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def refuse_the_rest(patterns: Sequence[URLPattern]) -> None:
    """The library answers a wrong method, and its own first page, before any of its handlers is asked."""
    for pattern in patterns:
        pattern.callback = _in_our_form(pattern.callback)


def _in_our_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def wrapped(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        try:
            response = view(request, *arguments, **named)
        except Http404:
            return nothing_here()
        if isinstance(response, HttpResponseNotAllowed):
            sentence = _("This address does not take {method}.").format(method=request.method)
            return answer(405, "method_not_allowed", sentence, Allow=response["Allow"])
        return response

    return wrapped


def _http_error(_request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == HTTPStatus.BAD_REQUEST:
        return answer(400, "malformed", _("The body is not JSON that can be read."))
    return answer(error.status_code, "refused", str(error))


def _validation_error(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    first: Mapping[str, Any] = error.errors[0]
    place = [str(part) for part in first["loc"]]
    # ("body", "given", "audience", "rule") → audience.rule; ("query", "limit") → limit
    field = ".".join(place[2:] if place[0] == "body" else place[1:])
    return answer(422, "invalid", sentence_of(first, field=field), field=field)


def _unanswered(error: ColumnsError) -> HttpResponse:
    log.warning("A question was not answered: %s", error)
    return answer(503, "columns", why(error), Retry_After=RETRY_AFTER_S)


def _not_ready(error: NotReady) -> HttpResponse:
    first = error.problems[0]
    line = _("Line {line}: ").format(line=first.line) if first.line is not None else ""
    return answer(422, "invalid", line + first.sentence, field=first.field)


def in_rule(path: str) -> str:
    """The field of an error that lies within a rule."""
    return f"rule.{path}" if path else "rule"


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("%s %s broke", request.method, request.path, exc_info=error)
    return answer(500, "broken", _("Something broke on our side. It has been written to the log."))
