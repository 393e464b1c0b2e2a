"""Every problem has its words in every language that we speak."""

import re
from pathlib import Path
from string import Formatter

import pytest

from audits.checklists.workbook.words import LANGUAGES, catalogue

SOURCE = Path(__file__).parents[2] / "audits" / "checklists" / "workbook"


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_each_sentence_says_the_same_in_each_language(language: str) -> None:
    assert catalogue(language).keys() == catalogue("en").keys()
    for code, entry in catalogue("en").items():
        other = catalogue(language)[code]
        assert other.keys() == entry.keys(), code
        assert all(other.values()), code
        assert {part: placeholders(words) for part, words in other.items()} == {
            part: placeholders(words) for part, words in entry.items()
        }, code


def test_each_code_that_is_told_has_words_and_no_words_are_idle() -> None:
    source = "\n".join(path.read_text() for path in SOURCE.glob("*.py"))
    told = set(re.findall(r'(?:refuse|notice|Unreadable)\(\s*"([a-z-]+)"', source))
    told |= set(re.findall(r'"(file-[a-z]+|expression-too-large|wrong-arguments)"', source))
    # what the compiler refuses under its own code
    told |= {"more-problems", "smart-quotes", "unknown-function", "regex-unsafe", "raw-path", "syntax"}
    assert told == set(catalogue("en"))
