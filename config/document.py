"""The OpenAPI document: what it is called and how its parts are named."""

from typing import Any

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Encore",
    "DESCRIPTION": "The open system for mystery-shopper audits.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.openapi.with_refusals",
    ],
    # several rooms have a `state`: each keeps its own name in the document
    "ENUM_NAME_OVERRIDES": {
        "AlertKindEnum": "audits.actions.models.AlertRule.Kind",
        "BlockKindEnum": ["paragraph", "heading", "list", "picture"],
        "ExpenseKindEnum": "audits.pay.models.Expense.Kind",
        "ActionStateEnum": "audits.actions.models.Action.State",
        "AssignmentStateEnum": "audits.waves.models.Assignment.State",
        "MessageStateEnum": "audits.messages.models.Message.State",
        "PayStateEnum": "audits.pay.models.Pay.State",
    },
}
