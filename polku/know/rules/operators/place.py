"""Where a value stands, as SQL."""

from dataclasses import dataclass

from polku.kit.columns import path
from polku.know.rules.operators.one import Holds, One, element, text

# A number, true or false is asked for as it is written. Lists and objects have no text.
TEXT = "coalesce({string}, if(dynamicType({value}) IN ('Int64', 'UInt64', 'Float64', 'Bool'), toString({value}), NULL))"
NUMBER = """coalesce(
    toFloat64({signed}), toFloat64({unsigned}), {float}, toFloat64OrNull(if(match({text}, '[0-9]'), {text}, ''))
)"""
IS_LIST = "startsWith(dynamicType({value}), 'Array')"
# Reads nothing but texts, one by one and in lists: half the time. A list of anything is one of Dynamic.
ANY_TEXT = "bitOr(bitOr({one}, arrayExists(each -> {each}, {texts})), arrayExists(any -> {any}, {mixed}))"
# The same for what takes the engine long to understand: it is written once.
ANY_OF_TEXTS = """arrayExists(
    each -> {each}, if(isNull({string}), arrayConcat({texts}, arrayMap(any -> {text_of_any}, {mixed})), [{string}])
)"""
LONG = 500
TEXT_OF_ANY = "dynamicElement(any, 'String')"
ELEMENTS = "JSONExtractArrayRaw(ifNull(toJSONString({value}), ''))"


@dataclass(frozen=True)
class Place:
    """A place in JSON where a value, a list of values or an object may stand."""

    value: str  # SQL of type Dynamic
    inside: str  # SQL of type JSON: the object that stands there instead of a value
    is_column: bool = True  # and not a variable

    def one(self) -> One:
        """The value itself; NULL where a list stands."""
        signed, unsigned, float_, string = map(self.of, ("Int64", "UInt64", "Float64", "String"))
        number = NUMBER.format(signed=signed, unsigned=unsigned, float=float_, text=string)
        return One(TEXT.format(string=string, value=self.value), number, string)

    def is_value(self) -> str:
        """Whether a value or a list stands there."""
        return f"({self.value} IS NOT NULL)"

    def exists(self) -> str:
        """Whether anything stands there, be it an object."""
        return f"({self.value} IS NOT NULL OR toString({self.inside}) != '{{}}')"

    def is_list(self) -> str:
        return IS_LIST.format(value=self.value)

    def elements(self) -> str:
        """The elements of a list, each as JSON: Array(String)."""
        return ELEMENTS.format(value=self.value)

    def any(self, holds: Holds, *, is_of_texts: bool = False) -> str:
        """Whether it holds for the value, or for any element of the list. `is_of_texts`: for texts only."""
        if is_of_texts:
            string, texts, mixed = map(self.of, ("String", "Array(Nullable(String))", "Array(Dynamic)"))
            one, each, any_ = (f"ifNull({holds(text(sql))}, 0)" for sql in (string, "each", TEXT_OF_ANY))
            if len(each) > LONG:
                return ANY_OF_TEXTS.format(each=each, string=string, texts=texts, mixed=mixed, text_of_any=TEXT_OF_ANY)
            return ANY_TEXT.format(one=one, each=each, texts=texts, any=any_, mixed=mixed)
        return (
            f"(ifNull({holds(self.one())}, 0) OR {self.is_list()}"
            f" AND arrayExists(raw -> ifNull({holds(element('raw'))}, 0), {self.elements()}))"
        )

    def shown(self) -> str:
        """What stands there: a value, a list, or an object as JSON."""
        is_object = f"{self.value} IS NULL AND toString({self.inside}) != '{{}}'"
        return f"if({is_object}, CAST(toString({self.inside}), 'Dynamic'), {self.value})"

    def of(self, kind: str) -> str:
        return f"{self.value}.:`{kind}`" if self.is_column else f"dynamicElement({self.value}, '{kind}')"


def column(json: str, *keys: str) -> Place:
    """The place of a path in a column of JSON."""
    return Place(path(json, *keys), f"{json}.^{path('', *keys)[1:]}")


def can_be_asked_for(key: str) -> bool:
    """The engine reads `^a`, `:a` and `a[]` as something else than a name, even in quotes."""
    return key != "" and key[0] not in "^:" and "[]" not in key and "\0" not in key
