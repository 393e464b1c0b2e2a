"""How a visit ended, in words: the answer to the question on the checklist's list of endings."""

from collections.abc import Iterable

from django.db.models.fields.json import KeyTextTransform

from audits.checklists.outlines import outline_of
from audits.expressions import Outline
from audits.visits.models import Revision

ENDING = "ending"  # the list's name, as docs/insights.md tells it
Words = dict[str, str]


def endings_of(visits: Iterable[tuple[int | None, int, str]]) -> dict[int, Words]:
    """Revision → the chosen ending in every language of its edition, one query.

    `visits`: the revision that counts, its edition's key and hash. A visit that was not asked, or whose answers are
    gone, is left out.
    """
    outlines = {revision: outline_of(key, sha256) for revision, key, sha256 in visits if revision is not None}
    asked = {revision: name for revision, outline in outlines.items() if (name := _question(outline))}
    if not asked:
        return {}
    names = sorted(set(asked.values()))
    chosen = [KeyTextTransform(name, "answers") for name in names]
    rows = Revision.objects.filter(pk__in=asked).values_list("pk", *chosen)
    answers = {revision: dict(zip(names, told, strict=True))[asked[revision]] for revision, *told in rows}
    words = {revision: _words(outlines[revision], asked[revision], answers[revision]) for revision in answers}
    return {revision: said for revision, said in words.items() if said}


def _question(outline: Outline) -> str:
    """The question that is answered by an ending; '' where there is none."""
    places = outline.places.items()
    return next((name for name, place in places if place.node.get("list") == ENDING), "")


def _words(outline: Outline, question: str, chosen: str | None) -> Words:
    labels: dict[str, Words] = {one["name"]: one.get("label", {}) for one in outline.choices(question)}
    return labels.get(chosen or "", {})
