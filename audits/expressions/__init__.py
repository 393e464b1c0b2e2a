"""Expressions: text → tree → value. Pure Python; the words are written in docs/expressions.md.

At publishing `compile_expression` turns an author's text into a tree; from then on only `evaluate` and
`Sheet` look at it, as the phone does. Nothing here knows Django, a database or a clock.
"""

from .answers import is_answered, worth
from .evaluate import Scope, evaluate, holds
from .grammar import compile_expression
from .outline import Outline, Place
from .refused import Refused
from .sheet import Sheet, State, Turn
from .trees import Tree, choices_compared, cycles, names_in, reads_own
from .values import Value, plain, to_boolean, to_number, to_text

__all__ = [
    "Outline",
    "Place",
    "Refused",
    "Scope",
    "Sheet",
    "State",
    "Tree",
    "Turn",
    "Value",
    "choices_compared",
    "compile_expression",
    "cycles",
    "evaluate",
    "holds",
    "is_answered",
    "names_in",
    "plain",
    "reads_own",
    "to_boolean",
    "to_number",
    "to_text",
    "worth",
]
