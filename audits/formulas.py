"""What a spreadsheet would run is made words again: for every file that somebody may open in one. Pure."""

import re

# Spreadsheets read a cell as a formula by its first sign, some of them past white space, an opening quote or signs that
# are not seen, some of them in its full width.
_FORMULA = re.compile(r"[\s\"'\u200b-\u200f\u2060\u00ad\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?\Z", re.ASCII)


def disarmed(words: str) -> str:
    """The words, with an apostrophe before what a spreadsheet would run as a formula. Plain numbers stay."""
    if words and _FORMULA.match(words) and not _NUMBER.match(words):
        return "'" + words
    return words
