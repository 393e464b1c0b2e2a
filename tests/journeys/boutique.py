"""The boutique visit as Sasha taps it: every kind of question, section by section."""

from tests.journeys.tapping import Tap, here, many, now, one, photograph, steps, words

GOING_IN: dict[str, dict[str, Tap]] = {
    "outcome": {"visit_outcome": one("going_in")},
    "before_you_go_in": {
        "check_in_place": here,
        "expected_acts": many("seat", "drink", "story"),
        "expectation_level": one("7"),
        "stepped_in_at": now,
    },
    "first_sight": {"window_photo": photograph, "window_faultless": one("yes")},
    "welcome": {
        "acknowledged_at": now,
        "first_look": one("warm_and_open"),
        "distrusted": one("no"),
        "help_opened_conversation": one("yes"),
        "welcome_expectation": one("exceeded"),
        "welcome_causes": many("drink", "listening"),
        "welcome_line": words('=She said "take all the time you like", and meant it.'),
    },
    "discovery": {
        "open_questions": steps(3),
        "for_whom_or_occasion": one("yes"),
        "used_what_you_told": one("no"),
        "listening_expectation": one("met"),
    },
    "presentation": {
        "presented_with_ceremony": one("yes"),
        "explained_unasked": many("materials", "care_and_service"),
        "story_linked_to_you": one("yes"),
        "fact_answer": one("checked"),
        "fair_comparison": one("yes"),
        "pieces_shown": steps(2),
        "presentation_expectation": one("met"),
    },
}
AFTERWARDS: dict[str, dict[str, Tap]] = {
    "trial_and_advice": {
        "personal_recommendation": one("no"),
        "given_acts": many("seat", "drink"),
        "advice_expectation": one("below"),
        "advice_causes": many("taste_and_advice", "own_initiative"),
        "advice_line": words("Two pieces, one word: beautiful."),
    },
    "request_beyond_rule": {
        "request_outcome": one("own_solution"),
        "request_settled_by": one("advisor_alone"),
    },
    "closing": {
        "pressure": one("none"),
        "ending": one("bought"),
        "payment_and_wrapping": one("yes"),
        "receipt_photo": photograph,
        "contact_details": one("asked_and_told"),
        "closing_expectation": one("met"),
    },
    "farewell": {
        "thanked_and_seen_out": one("yes"),
        "stepped_out_at": now,
        "farewell_expectation": one("exceeded"),
        "farewell_causes": many("remembered_detail"),
    },
    "on_the_pavement": {
        "feeling": one("valued"),
        "special_and_unique": one("8"),
        "whole_visit_expectation": one("more"),
        "whole_visit_causes": many("listening", "own_initiative"),
        "whole_visit_line": words("الاستقبال كان دافئًا"),
        "recommend": one("9"),
        "would_buy": one("probably"),
        "tell_a_friend": words("They remembered my brother’s taste; the clock on the wall did not matter."),
        "recognised": one("no"),
    },
}
