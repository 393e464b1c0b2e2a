"""Doors to messages: webhooks of headquarters, subscriptions of everybody."""

from audits.messages.api.pushes import MyPushes, PushKey
from audits.messages.api.webhooks import (
    OneWebhook,
    Replay,
    TestWebhook,
    WebhookMessages,
    Webhooks,
    WebhookVerbs,
)

__all__ = [
    "MyPushes",
    "OneWebhook",
    "PushKey",
    "Replay",
    "TestWebhook",
    "WebhookMessages",
    "WebhookVerbs",
    "Webhooks",
]
