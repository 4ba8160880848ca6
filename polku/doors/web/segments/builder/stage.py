"""A rule while it is being built: as items or as JSON, whichever the page shows."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from polku.doors.web.segments.builder.actions import act
from polku.doors.web.segments.builder.convert import Written, form_of, rule_of
from polku.doors.web.segments.builder.items import Form, of_post, past_of, past_text
from polku.doors.web.segments.builder.kinds.group import readable
from polku.doors.web.segments.builder.kinds.registry import KINDS

NOTHING: dict[str, Any] = {"all": []}


@dataclass
class Stage:
    """`fault`: why what stands in the field is no JSON; then the rule is that of before."""

    form: Form
    is_json: bool = False
    text: str = ""
    fault: str = ""
    written: Written = field(init=False)

    def __post_init__(self) -> None:
        self.written = rule_of(self.form)

    @property
    def rule(self) -> Any:
        return self.written.rule

    @property
    def past(self) -> str:
        return past_text(self.form.past)

    @property
    def json(self) -> str:
        return self.text or readable(self.rule)


def begun(rule: Any) -> Stage:
    return Stage(form_of(rule))


def posted(data: Any) -> Stage:
    """As the form was sent, after what its button does. `data`: Django's own QueryDict."""
    do = data.get("do", "")
    if data.get("view") == "json":
        return _from_json(data.get("json", ""), past_of(data.get("past", "")), do)
    form = of_post(data, KINDS)
    if not form.items:
        form = form_of(NOTHING, form.past)
    return Stage(act(form, do), is_json=do == "as:json")


def replaced(stage: Stage, rule: Any) -> Stage:
    """Another rule instead, with a step back to this one."""
    return Stage(form_of(rule, [*stage.form.past, stage.rule]))


def _from_json(text: str, past: list[Any], do: str) -> Stage:
    try:
        rule = json.loads(text)
    except (ValueError, RecursionError) as problem:
        place = {"line": getattr(problem, "lineno", 1)}
        fault = _("This is no JSON; look at line %(line)d.") % place
        stage = Stage(form_of(NOTHING, past), is_json=True, text=text, fault=fault)
        return Stage(act(stage.form, do), is_json=True) if do == "undo" else stage
    return Stage(act(form_of(rule, past), "undo" if do == "undo" else ""), is_json=do != "as:form")
