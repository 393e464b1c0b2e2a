"""The one way an expression can say no."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(eq=False)
class Refused(Exception):
    """An expression that can't be printed.

    `code` is one of `unknown-name`, `unknown-function`, `arguments`, `smart-quotes`, `regex-unsafe`,
    `raw-path`, `syntax`, `too-long`, `too-deep`. `found` is the offending word and `position` its
    offset in the text, in code points. `others` are the further problems of the same expression, so
    that an author mends all of them at once.
    """

    code: str
    message: str
    found: str = ""
    position: int = 0
    others: list[Refused] = field(default_factory=list)

    def __str__(self) -> str:
        return self.message
