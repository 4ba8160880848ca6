"""A plug-in: what costs every test a little and tells it nothing."""

import gc
from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler

# Young objects after which cycles are looked for. Python's 700 cost a tenth of all the time that tests take: what the
# suite has loaded is a million objects, and none of them is ever garbage. Ten times more cost it as well: memory that
# is used again is at hand.
YOUNG = 20_000
CHAIN = ("_view_middleware", "_template_response_middleware", "_exception_middleware", "_middleware_chain")

gc.set_threshold(YOUNG, 20, 100)


def pytest_collection_finish() -> None:
    _keep()


@pytest.fixture(scope="session", autouse=True)
def _tables_are_made(request: pytest.FixtureRequest, _no_rights_of_django: None) -> None:
    if any("django_db_setup" in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue("django_db_setup")
        _keep()


def _keep() -> None:
    """What there is by now stays to the end, and is not looked through again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _one_chain() -> None:
    """Each client of a test would build its own chain of middleware, and look through all static files for it."""
    chains: dict[tuple[type, bool], dict[str, Any]] = {}
    load: Callable[..., None] = BaseHandler.load_middleware

    def load_once(self: BaseHandler, is_async: bool = False) -> None:
        key = type(self), is_async
        if key not in chains:
            load(self, is_async)
            chains[key] = {name: getattr(self, name) for name in CHAIN}
        vars(self).update(chains[key])

    BaseHandler.load_middleware = load_once  # type: ignore[method-assign]
