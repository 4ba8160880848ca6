"""Parameters of addresses."""

from typing import Annotated

from pydantic import Field

PERSON_ID = "[0-7][0-9a-hjkmnp-tv-z]{12}"
CURSOR_FORM = rf"^([0-9]{{1,18}}-{PERSON_ID})?$"
BEFORE_FORM = r"^([0-9]{1,15}-[0-9]{1,18}-[0-9]{1,9})?$"

Limit = Annotated[int, Field(ge=1, le=200, description="At most so many", examples=[50])]
# The forms stand here for programs; what does not have them is refused with a sentence of ours.
Cursor = Annotated[
    str, Field(description="What the page before gave as next_cursor", json_schema_extra={"pattern": CURSOR_FORM})
]
Before = Annotated[
    str, Field(description="What the page before gave as next_before", json_schema_extra={"pattern": BEFORE_FORM})
]
Number = Annotated[int, Field(description="What the page before gave as next_cursor", examples=[6])]
Query = Annotated[str, Field(description="A name or a part of it, an e-mail, any identity", examples=["devi"])]
Kind = Annotated[str, Field(description="user_id, anonymous_id, email, phone, or one of your own", examples=["email"])]
Value = Annotated[str, Field(description="The identity itself", examples=["devi@kahvila.example"])]
