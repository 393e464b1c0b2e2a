"""The patterns of regex(): a subset that RE2 and JavaScript (flag `u`) read alike.

A pattern is read here once, at publishing, and written out in a normal form, so that neither engine's
habits matter: `\\s` is the six ASCII spaces, `.` is anything but a line feed, every group is `(?:…)`.
"""

from __future__ import annotations

import re

import re2

from .refused import Refused

LONGEST = 1000
_SPECIAL = set("\\^$.|?*+()[]{}/-")
_CATEGORY = re.compile(r"\\[pP]\{(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?)\}")
_CODE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4}))")
_TIMES = re.compile(r"\{([0-9]{1,4})(,)?([0-9]{1,4})?\}")
_BAD_GROUP = re.compile(r"\(\?(?:<?[=!]|>|\(|P[<=>]?|<|[A-Za-z^-]+|.)?")
_SPACES, _NO_SPACES = r"\t-\r ", "\\x00-\\x08\\x0e-\\x1f!-\U0010ffff"
_CONTROLS = {"t": "\\t", "n": "\\n", "r": "\\r", "f": "\\f", "v": "\\v"}


def read_pattern(pattern: str) -> str:
    """The normal form of a pattern. Raises Refused (`regex-unsafe`) with the part that can't be taken."""
    if len(pattern) > LONGEST:
        raise _refused(pattern[:20], 0, f"A pattern has at most {LONGEST} characters.")
    normal = _Reader(pattern).read()
    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(normal, options)
    except re2.error as problem:
        raise _refused(pattern, 0, f"The pattern can't be read: {_words(problem)}.") from None
    return normal


def _words(problem: Exception) -> str:
    reason = problem.args[0] if problem.args else problem
    return reason.decode() if isinstance(reason, bytes) else str(reason)


def _refused(found: str, position: int, message: str = "") -> Refused:
    sentence = message or f"Patterns can't hold {found}: RE2 and the phone must read them alike."
    return Refused("regex-unsafe", sentence, found, position)


class _Reader:
    """Walks a pattern once; `at` is the place of the next character."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at, self.groups = pattern, 0, 0
        self.repeatable = False  # whether the piece before can be counted; an anchor can't

    def read(self) -> str:
        parts = []
        while self.at < len(self.pattern):
            parts.append(self._piece(self.pattern[self.at]))
        if self.groups:
            raise _refused("(", self.pattern.rfind("("), "A group of the pattern is never closed.")
        return "".join(parts)

    def _piece(self, sign: str) -> str:
        times = _TIMES.match(self.pattern, self.at)
        if sign in "*+?" or times:
            return self._counted(times[0] if times else sign)
        start = self.at
        piece = self._uncounted(sign)
        self.repeatable = sign not in "^$(|" and not self.pattern.startswith(("\\b", "\\B"), start)
        return piece

    def _uncounted(self, sign: str) -> str:
        if sign == "\\":
            return self._escape(inside=False)
        if sign == "[":
            return self._class()
        if sign == "(":
            return self._group()
        if sign == ")":
            return self._close()
        return self._plain(sign)

    def _counted(self, times: str) -> str:
        if not self.repeatable:
            raise _refused(times, self.at, f"In the pattern there is nothing that {times} could repeat.")
        self.repeatable = False
        self.at += len(times)
        if self.pattern.startswith("+", self.at):
            raise _refused(times + "+", self.at - len(times))
        return times + (self._take("?") if self.pattern.startswith("?", self.at) else "")

    def _plain(self, sign: str) -> str:
        self.at += 1
        if sign == ".":
            return r"[^\n]"
        return "\\" + sign if sign in "{}]" else sign

    def _take(self, text: str) -> str:
        self.at += len(text)
        return text

    def _group(self) -> str:
        self.groups += 1
        if self.pattern.startswith("(?:", self.at):
            return self._take("(?:")
        if bad := _BAD_GROUP.match(self.pattern, self.at):
            raise _refused(bad[0], self.at)
        self.at += 1
        return "(?:"

    def _close(self) -> str:
        self.groups -= 1
        if self.groups < 0:
            raise _refused(")", self.at, "The pattern closes a group that it never opened.")
        return self._take(")")

    def _escape(self, *, inside: bool) -> str:
        if match := _CATEGORY.match(self.pattern, self.at):
            return self._take(match[0])
        if match := _CODE.match(self.pattern, self.at):
            return self._character(match)
        sign = self.pattern[self.at + 1 : self.at + 2]
        if (sign and sign in "dDwW") or (sign and sign in "bB" and not inside):
            return self._take("\\" + sign)
        if sign and sign in "sS":
            return self._spaces(sign, inside)
        if not sign or (sign.isalnum() and sign not in _CONTROLS):
            raise _refused("\\" + sign, self.at)
        self.at += 2
        return _CONTROLS.get(sign) or _literal(sign, inside)

    def _spaces(self, sign: str, inside: bool) -> str:
        self.at += 2
        if inside:
            return _SPACES if sign == "s" else _NO_SPACES
        return f"[{_SPACES}]" if sign == "s" else f"[^{_SPACES}]"

    def _character(self, match: re.Match[str]) -> str:
        code = int(match[1] or match[2] or match[3], 16)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            raise _refused(match[0], self.at)
        self.at += len(match[0])
        return _literal(chr(code), True) if code >= 32 else f"\\x{code:02x}"

    def _class(self) -> str:
        start = self.at
        self.at += 1
        parts = ["[", self._take("^") if self.pattern.startswith("^", self.at) else ""]
        opened = self.at
        while not self.pattern.startswith("]", self.at) or self.at == opened:
            if self.at >= len(self.pattern):
                raise _refused("[", start, "A set of characters in the pattern is never closed.")
            parts.append(self._member(opened))
        return "".join(parts) + self._take("]")

    def _member(self, opened: int) -> str:
        sign = self.pattern[self.at]
        if self.pattern.startswith(("[:", "[.", "[=", "&&"), self.at):
            raise _refused(self.pattern[self.at : self.at + 2], self.at)
        if sign == "\\":
            return self._escape(inside=True)
        if sign == "-" and self._between(opened):
            return self._take("-")
        self.at += 1
        return _literal(sign, True)

    def _between(self, opened: int) -> bool:
        """A hyphen makes a range between two single characters; elsewhere it stands for itself."""
        before, after = self.pattern[opened : self.at], self.pattern[self.at + 1 : self.at + 2]
        ranged = re.search(r"[^\\]-.$|\\[dDwWsS]$|\}$", before, re.DOTALL)
        return bool(before) and not ranged and after not in ("", "]")


def _literal(sign: str, inside: bool) -> str:
    if inside:
        return "\\" + sign if sign in "\\]^-[" else sign
    return "\\" + sign if sign in _SPECIAL - {"-"} else sign
