"""What an edition's tags say about its questions, for the insights. Pure; once an edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audits.expressions import Outline, names_in
from audits.scoring import sections_of

# Lists whose name says what a choice means; docs/insights.md
FEELING, ENDING, REQUEST, SETTLED = "feeling", "ending", "request_outcome", "settled_by"
LOST = frozenset({"relieved", "judged", "uneasy"})
BOUGHT, ALONE = "bought", "advisor_alone"
RECOMMEND = "recommend"
GIVEN, EXPECTED = "given", "expected"
Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Act:
    """An act of service: how it is seen that it was given, and the touchpoint of its section."""

    name: str
    question: str
    is_ticked: bool  # on a list of given acts; else the question stands for it
    nature: str  # tangible, personal
    touchpoint: str  # '' where its section asks none


@dataclass(frozen=True, slots=True)
class Tags:
    """The questions behind the insights by what they mean; '' or empty where the edition has none."""

    touchpoints: Mapping[str, str]  # touchpoint → the question that closes it, in the order of the ceremony
    causes: Mapping[str, str]  # touchpoint → the question that explains it
    natures: Mapping[str, str]  # cause → personal, tangible or ''
    acts: Mapping[str, Act]
    expected: tuple[str, ...]  # questions that name acts beforehand
    taps: tuple[str, ...]
    feeling: str
    ending: str
    request: str
    settled: str
    recommend: str
    words: str  # the visit in the shopper's own words

    @classmethod
    def of(cls, outline: Outline) -> Tags:
        """Read from a parsed edition."""
        nodes = dict(_questions(outline))
        touchpoints = {node["touchpoint"]: name for name, node in nodes.items() if "touchpoint" in node}
        causes = _causes(outline, nodes, touchpoints)
        return cls(
            touchpoints=touchpoints,
            causes=causes,
            natures={c["name"]: c.get("cause", "") for q in causes.values() for c in outline.choices(q)},
            acts=_acts(outline, nodes, touchpoints),
            expected=tuple(name for name, node in nodes.items() if node.get("act") == EXPECTED),
            taps=tuple(name for name, node in nodes.items() if "tap" in node.get("appearance", ())),
            feeling=_on_list(nodes, FEELING),
            ending=_on_list(nodes, ENDING),
            request=_on_list(nodes, REQUEST),
            settled=_on_list(nodes, SETTLED),
            recommend=RECOMMEND if RECOMMEND in nodes else "",
            words=_own_words(nodes),
        )


def labels_of(outline: Outline, tags: Tags) -> dict[str, Words]:
    """Words of every section, question, touchpoint, cause and act that the insights name."""
    found = {name: place.node["label"] for name, place in outline.places.items() if "label" in place.node}
    sections = sections_of(outline)
    found |= {
        touchpoint: outline.places[sections[name]].node.get("label", {})
        for touchpoint, name in tags.touchpoints.items()
        if sections.get(name)
    }
    listed = [*tags.causes.values(), *tags.expected, *(a.question for a in tags.acts.values() if a.is_ticked)]
    for name in reversed(listed):  # the first list that names an act or a cause has the word
        found |= {c["name"]: c["label"] for c in outline.choices(name) if "label" in c}
    return found


def _questions(outline: Outline) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((name, place.node) for name, place in outline.places.items() if place.node["kind"] == "question")


def _on_list(nodes: Mapping[str, dict[str, Any]], wanted: str) -> str:
    return next((name for name, node in nodes.items() if node.get("list") == wanted), "")


def _own_words(nodes: Mapping[str, dict[str, Any]]) -> str:
    """The last text that must be written: the shopper's story."""
    texts = [name for name, node in nodes.items() if node["type"] == "text" and node.get("required")]
    return texts[-1] if texts else ""


def _causes(
    outline: Outline, nodes: Mapping[str, dict[str, Any]], touchpoints: Mapping[str, str]
) -> dict[str, str]:
    """A list of causes explains the touchpoint whose question makes it relevant."""
    explained = {}
    for name, node in nodes.items():
        if not any("cause" in choice for choice in outline.choices(name)):
            continue
        asked = names_in(node["relevant"]) if "relevant" in node else set()
        for touchpoint, question in touchpoints.items():
            if question in asked:
                explained[touchpoint] = name
    return explained


def _acts(
    outline: Outline, nodes: Mapping[str, dict[str, Any]], touchpoints: Mapping[str, str]
) -> dict[str, Act]:
    sections = sections_of(outline)
    closing = {sections.get(question, ""): touchpoint for touchpoint, question in touchpoints.items()}
    said = {c["name"]: c["cause"] for name in nodes for c in outline.choices(name) if c.get("cause")}
    found: dict[str, Act] = {}
    for name, node in nodes.items():
        kind, _, act = node.get("act", "").partition(":")
        if kind != GIVEN:
            continue
        touchpoint = closing.get(sections.get(name, ""), "")
        ticked = [] if act else [c["name"] for c in outline.choices(name) if c["name"] != "none"]
        for one in [act] if act else ticked:
            nature = said.get(one) or ("personal" if act else "tangible")
            found.setdefault(one, Act(one, name, not act, nature, touchpoint))
    return found
