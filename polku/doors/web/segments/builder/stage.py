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
from polku.doors.web.segments.builder.texts import same

NOTHING: dict[str, Any] = {"all": []}


@dataclass
class Stage:
    """`fault`: why what stands in the field is no JSON; then there is no rule.

    `was`: the rule with which the JSON began, alone in a list, until it is a step back itself.
    """

    form: Form
    is_json: bool = False
    text: str = ""
    fault: str = ""
    was: list[Any] = field(default_factory=list)
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
    def was_text(self) -> str:
        return past_text(self.was)

    @property
    def json(self) -> str:
        return self.text or readable(self.rule)


def begun(rule: Any) -> Stage:
    return Stage(form_of(rule))


def posted(data: Any) -> Stage:
    """As the form was sent, after what its button does. `data`: Django's own QueryDict."""
    do = data.get("do", "")
    if data.get("view") == "json":
        was = past_of(data.get("json_was", ""))[-1:]
        return _from_json(data.get("json", ""), past_of(data.get("past", "")), was, do)
    form = of_post(data, KINDS)
    if not form.items:
        form = form_of(NOTHING, form.past)
    form = act(form, do)
    return _json(form) if do == "as:json" else Stage(form)


def replaced(stage: Stage, rule: Any) -> Stage:
    """Another rule instead, with a step back to this one."""
    return Stage(form_of(rule, [*stage.form.past, stage.rule]))


def _from_json(text: str, past: list[Any], was: list[Any], do: str) -> Stage:
    try:
        rule = json.loads(text)
    except (ValueError, RecursionError) as problem:
        place = {"line": getattr(problem, "lineno", 1)}
        fault = _("This is no JSON; look at line %(line)d.") % place
        form = form_of(NOTHING, [*past, *was])
        return _json(act(form, do)) if do == "undo" else Stage(form, is_json=True, text=text, fault=fault)
    is_changed = bool(was) and not same(was[0], rule)
    form = act(form_of(rule, [*past, *was] if is_changed else past), "undo" if do == "undo" else "")
    return Stage(form) if do == "as:form" else _json(form)


def _json(form: Form) -> Stage:
    stage = Stage(form, is_json=True)
    stage.was = [stage.rule]
    return stage
