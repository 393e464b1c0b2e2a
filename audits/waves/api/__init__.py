"""Doors to the programme: waves, draws, assignments, briefs, quizzes, and who shoppers are."""

from audits.waves.api.assignments import (
    Assignments,
    GiveAssignment,
    InviteToAssignment,
    OfferAssignment,
    OneAssignment,
    WithdrawAssignment,
)
from audits.waves.api.briefs import BriefPictures, BriefPreview, OneBriefPicture, OneScenario, Scenarios
from audits.waves.api.draws import Draws, DrawWave, Eligibility, OneDraw, PlanWave
from audits.waves.api.quizzes import ChecklistQuiz, OneQuiz, QuizTries
from audits.waves.api.shoppers import (
    Bars,
    Companions,
    LiftBar,
    MyProfile,
    OneShopper,
    ShopperProfileDoor,
    Shoppers,
)
from audits.waves.api.waves import OneWave, Waves

__all__ = [
    "Assignments",
    "Bars",
    "BriefPictures",
    "BriefPreview",
    "ChecklistQuiz",
    "Companions",
    "DrawWave",
    "Draws",
    "Eligibility",
    "GiveAssignment",
    "InviteToAssignment",
    "LiftBar",
    "MyProfile",
    "OfferAssignment",
    "OneAssignment",
    "OneBriefPicture",
    "OneDraw",
    "OneQuiz",
    "OneScenario",
    "OneShopper",
    "OneWave",
    "PlanWave",
    "QuizTries",
    "Scenarios",
    "ShopperProfileDoor",
    "Shoppers",
    "Waves",
    "WithdrawAssignment",
]
