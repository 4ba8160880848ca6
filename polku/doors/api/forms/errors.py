"""The form of every error. None is given back as an answer, they are raised: only the description needs it.

A form for each error of each address would be eight hundred at every start of the program, half a second.
"""

from typing import Any

from ninja import Schema
from ninja.openapi.schema import REF_TEMPLATE
from ninja.schema import NinjaGenerateJsonSchema
from pydantic import Field

REFUSED = 400  # from here on a status is an error's


class Problem(Schema):
    code: str = Field(description="For programs: it does not change", examples=["not_found"])
    sentence: str = Field(
        description="For people: what is wrong and what to do", examples=["There is no segment 4711."]
    )
    field: str | None = Field(
        None, description="Which field or parameter is meant; absent where it is none", examples=["audience.segment"]
    )


class ErrorOut(Schema):
    """Every error has this form."""

    error: Problem


def describe(described: dict[str, Any]) -> None:
    """Put the form of errors into a description of the interface, below every status that is one."""
    form = ErrorOut.model_json_schema(
        ref_template=REF_TEMPLATE, schema_generator=NinjaGenerateJsonSchema, mode="serialization"
    )
    described["components"]["schemas"] |= {**form.pop("$defs"), ErrorOut.__name__: form}
    content = {"application/json": {"schema": {"$ref": REF_TEMPLATE.format(model=ErrorOut.__name__)}}}
    for verbs in described["paths"].values():
        for verb in verbs.values():
            for status, answer in verb["responses"].items():
                if int(status) >= REFUSED:
                    answer["content"] = content
