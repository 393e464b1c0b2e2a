"""The words of a brief, a little marked up, as blocks that a screen lays out. Pure; no HTML anywhere.

A blank line ends a paragraph; `# ` heads; `- ` and `1. ` list; `**strong**`, `*emphasis*`; a picture stands on a line
of its own: `![words](picture:SHA256)`. Whatever is none of these is text.
"""

import re
from typing import Any

Block = dict[str, Any]
Span = dict[str, Any]

MOST_WORDS = 20_000  # characters of one language of one brief
_PICTURE = re.compile(r"!\[([^\]\n]{0,300})\]\(picture:([0-9a-f]{64})\)")
_BULLET, _NUMBER = re.compile(r"[-*•] +(.*)"), re.compile(r"\d{1,3}[.)] +(.*)")
_MARKED = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*|\*(?=\S)([^*\n]+?)(?<=\S)\*")


def blocks_of(words: str) -> list[Block]:
    """The blocks of a brief in their order; the shapes are in docs/contracts.md."""
    blocks: list[Block] = []
    is_open = False  # whether the next line of text goes on with the last block
    for line in words[:MOST_WORDS].splitlines():
        stripped = line.strip()
        if not stripped:
            is_open = False
        elif is_open and _goes_on(blocks[-1], stripped):
            continue
        else:
            blocks.append(_block(stripped))
            is_open = blocks[-1]["kind"] in ("paragraph", "list")
    return blocks


def pictures_of(words: str) -> list[str]:
    """SHA-256 of each picture in a brief, once, in their order."""
    return list(dict.fromkeys(block["sha256"] for block in blocks_of(words) if block["kind"] == "picture"))


def _goes_on(block: Block, line: str) -> bool:
    """Add a line to the block before it, where it belongs there."""
    found = _block(line)
    if found["kind"] != block["kind"]:
        return False
    if block["kind"] == "paragraph":
        block["spans"] += [{"text": " "}, *found["spans"]]
        return True
    if found["ordered"] != block["ordered"]:
        return False
    block["lines"] += found["lines"]
    return True


def _block(line: str) -> Block:
    if picture := _PICTURE.fullmatch(line):
        return {"kind": "picture", "sha256": picture[2], "words": picture[1]}
    if line.startswith("# "):
        return {"kind": "heading", "spans": _spans(line[2:].strip())}
    for pattern, ordered in ((_BULLET, False), (_NUMBER, True)):
        if found := pattern.fullmatch(line):
            return {"kind": "list", "ordered": ordered, "lines": [_spans(found[1])]}
    return {"kind": "paragraph", "spans": _spans(line)}


def _spans(text: str) -> list[Span]:
    spans: list[Span] = []
    end = 0
    for found in _MARKED.finditer(text):
        if found.start() > end:
            spans.append({"text": text[end : found.start()]})
        strong, emphasis = found[1], found[2]
        spans.append({"text": strong, "strong": True} if strong else {"text": emphasis, "emphasis": True})
        end = found.end()
    if end < len(text) or not spans:
        spans.append({"text": text[end:]})
    return spans
