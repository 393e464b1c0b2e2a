"""Drawing who goes where: arrays and rules, no framework. The same facts and seed draw the same."""

from audits.waves.drawing.eligibility import Rule, forbidden
from audits.waves.drawing.explaining import Ruling, rulings
from audits.waves.drawing.facts import Bar, Facts, Place, Rules, Shopper, Stay
from audits.waves.drawing.looks import balanced
from audits.waves.drawing.slots import DoNotFit, Slot, slots_left, template
from audits.waves.drawing.whole import Drawn, draw

__all__ = [
    "Bar",
    "DoNotFit",
    "Drawn",
    "Facts",
    "Place",
    "Rule",
    "Rules",
    "Ruling",
    "Shopper",
    "Slot",
    "Stay",
    "balanced",
    "draw",
    "forbidden",
    "rulings",
    "slots_left",
    "template",
]
