"""The planted year in memory: laid out, answered, laid over, graded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

from audits.checklists.models import Edition
from audits.expressions import Outline
from audits.management.demonstration.network import House
from audits.management.demonstration.planting.cells import Cell, answer, lay_out
from audits.management.demonstration.planting.ceremony import told_causes, told_ceremony
from audits.management.demonstration.planting.marks import told_marks
from audits.management.demonstration.planting.objections import told_objections
from audits.management.demonstration.planting.service import Weights, told_service
from audits.management.demonstration.planting.sizes import Sizes
from audits.places.models import Store
from audits.reviews.services import outline_of
from audits.reviews.snapshot import graded
from audits.waves.models import Scenario, Wave


def plant(
    sizes: Sizes,
    waves: Sequence[Wave],
    stores: Sequence[tuple[Store, House]],
    scenarios: Sequence[Scenario],
    chance: Random,
) -> list[Cell]:
    """Every visit that the figures are made of, with its answers and its grade."""
    edition: Edition = waves[0].edition
    outline = outline_of(edition.pk, edition.sha256)
    weights = _weights(outline)
    cells = lay_out(waves, stores, scenarios, chance)
    answer(cells, sizes, chance)
    told_service(cells, sizes, weights, chance)
    told_ceremony(cells, sizes, chance)
    told_objections(cells, sizes, chance)
    told_causes(cells, sizes, chance)
    told_marks(cells, sizes, weights, lambda cell: grade_of(cell, cell.counted, outline), chance)
    for cell in cells:
        cell.grade = grade_of(cell, cell.counted, outline)
    return cells


def grade_of(cell: Cell, answers: dict[str, Any], outline: Outline) -> dict[str, Any]:
    """The columns of its grade, by the product's own rules."""
    return graded(
        outline,
        answers,
        sealed_at=cell.stepped_in + timedelta(minutes=75),
        zone=cell.plan.store.timezone,
        scenario=cell.values,
        bands={},
    )


def _weights(outline: Outline) -> Weights:
    nodes = ((name, place.node) for name, place in outline.places.items())
    return {name: float(node["weight"]) for name, node in nodes if node.get("weight")}
