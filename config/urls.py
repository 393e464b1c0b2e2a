"""Addresses: the API, its schema, sign-in, and the front end for everything else."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView

from config import openapi, problems, shell  # noqa: F401 - openapi registers itself
from config.health import Health, alive
from config.metrics import metrics

handler400 = problems.bad_request
handler404 = problems.not_found
handler500 = problems.server_error

urlpatterns = [
    path("api/v1/health", Health.as_view()),
    path("api/v1/alive", alive),
    path("api/v1/metrics", metrics),
    path("api/v1/", include("audits.urls")),
    path(
        "api/schema/",
        SpectacularAPIView.as_view(permission_classes=[], authentication_classes=[]),
        name="schema",
    ),
    path("_allauth/", include("allauth.headless.urls")),
    path("accounts/", include("allauth.urls")),
    re_path(r"^(?!api/|_allauth/|static/|accounts/|assets/).*$", shell.page, name="shell"),
]
