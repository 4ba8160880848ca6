"""What is asked for with a key happens once; whoever asks again gets the first answer."""

import json
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from django.db import connection, transaction

from polku.act.rewards.ledger import sql
from polku.act.rewards.ledger.models import Act

Answer = dict[str, Any]


class OtherRequest(Exception):
    """The key was used for something else before."""


def once(key: str, asked: object, do: Callable[[], Answer], *, now_ms: int) -> tuple[Answer, bool]:
    """Its answer, and whether it happened just now. `asked`: whatever tells this request from others, as JSON.

    It happens within one transaction with its key: killed anywhere, both are there or neither. What `do` raises goes
    on, and leaves nothing: then the key is free again. Raises OtherRequest.
    """
    ours = blake2b(json.dumps(asked, sort_keys=True).encode(), digest_size=16).hexdigest()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(sql.ASK, [key, ours, now_ms])
            is_first = cursor.rowcount == 1
        if not is_first:
            return _answered(key, ours), False
        answer = do()
        Act.objects.filter(key=key).update(answer=answer)
    return answer, True


def _answered(key: str, ours: str) -> Answer:
    row = Act.objects.get(key=key)
    if row.fingerprint != ours:
        raise OtherRequest
    assert row.answer is not None  # they are written together
    return dict(row.answer)
