"""Liquid with walls: few tags, known filters, limits on time, loops, variables and output."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from liquid import BoundTemplate, Environment, RenderContext
from liquid.ast import Node
from liquid.builtin import content, illegal, output
from liquid.builtin.expressions.primitive import RangeLiteral
from liquid.builtin.tags import assign_tag, capture_tag, case_tag, comment_tag, echo_tag, for_tag, if_tag, unless_tag
from liquid.builtin.tags.inline_comment_tag import InlineCommentTag
from liquid.exceptions import LiquidError, LiquidSyntaxError, LoopIterationLimitError, ResourceLimitError
from liquid.expression import Expression
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import Token

from polku.kit import clock
from polku.say.content import filters, limits

TAGS = (
    content.Literal,
    output.Output,
    illegal.Illegal,
    assign_tag.AssignTag,
    capture_tag.CaptureTag,
    case_tag.CaseTag,
    comment_tag.CommentTag,
    echo_tag.EchoTag,
    for_tag.BreakTag,
    for_tag.ContinueTag,
    for_tag.ForTag,
    if_tag.IfTag,
    InlineCommentTag,
    unless_tag.UnlessTag,
)


class TimeLimitError(ResourceLimitError):
    """Rendering took too long."""


class Bounded(RenderContext):
    """One rendering: counts the rounds of all loops, and how long it has computed.

    Not how long it took: on a busy machine sound templates would fail.
    """

    __slots__ = ("rounds", "until")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.rounds = 0
        self.until = clock.computed() + limits.RENDER_S

    def loop(self, namespace: Mapping[str, object], forloop: Any) -> Any:
        forloop.it = self._counted(forloop.it)
        return super().loop(namespace, forloop)

    def assign(self, key: str, val: Any) -> None:
        self._look_at_the_clock()
        super().assign(key, val)

    def filter(self, name: str, token: Token | None) -> Callable[..., object]:
        self._look_at_the_clock()
        return super().filter(name, token)

    def _counted(self, items: Iterable[object]) -> Iterator[object]:
        for item in items:
            self.rounds += 1
            if self.rounds > limits.LOOP_ROUNDS:
                raise LoopIterationLimitError("loops go round too often", token=None)
            self._look_at_the_clock()
            yield item

    def _look_at_the_clock(self) -> None:
        if clock.computed() > self.until:
            raise TimeLimitError("it takes too long", token=None)


class BoundedTemplate(BoundTemplate):
    context_class = Bounded


class Walls(Environment):
    """The environment of all templates."""

    template_class = BoundedTemplate
    block_nesting_limit = limits.NESTING
    local_namespace_limit = limits.VARIABLES_BYTES
    output_stream_limit = limits.OUTPUT_BYTES

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:  # noqa: ARG002 the library's signature
        for tag in TAGS:
            self.add_tag(_at_its_place(tag))
        self.filters.update(filters.ALLOWED)


def _at_its_place(tag: type[Tag]) -> type[Tag]:
    """The tag, whose mistakes stand where it begins when the library only knows that something came to its end."""

    class Placed(tag):  # type: ignore[valid-type, misc]  # the library's tags are values here
        def parse(self, stream: TokenStream) -> Node:
            begins = stream.current
            try:
                node: Node = super().parse(stream)
            except LiquidError as error:
                if error.token is None or error.token.start_index < 0:
                    error.token = begins
                raise
            return node

    return Placed


PLAIN = Walls()
HTML = Walls(autoescape=True)


def check_ranges(template: BoundTemplate) -> None:
    """Written ranges are short and known beforehand: `(1..9999999999) contains "x"` would count to the end."""
    pending: list[Node] = list(template.nodes)
    context = RenderContext(template)
    while pending:
        node = pending.pop()
        pending += node.children(context)
        for expression in _all(node.expressions()):
            if isinstance(expression, RangeLiteral) and not _is_short(expression):
                raise LiquidSyntaxError(
                    f"a range is written with two numbers, at most {limits.RANGE_LENGTH} apart", token=expression.token
                )


def _all(expressions: Iterable[Expression]) -> Iterator[Expression]:
    pending = list(expressions)
    while pending:
        yield (expression := pending.pop())
        pending += expression.children()


def _is_short(found: RangeLiteral) -> bool:
    first, last = (getattr(side, "value", None) for side in (found.start, found.stop))
    return isinstance(first, int) and isinstance(last, int) and abs(last - first) <= limits.RANGE_LENGTH
