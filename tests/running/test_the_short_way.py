"""What phones send most goes past the chain of middleware: decision 012."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from config.express import Express

pytestmark = pytest.mark.django_db
VISIT = "/api/v1/visits/01a1e1a7-4c00-70f7-949a-3774e771630a"
BY_THE_CHAIN = 418


def by_the_chain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=BY_THE_CHAIN)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{VISIT}/revisions/1", 401),
        (f"{VISIT}/revisions/999999999", 401),
        (f"{VISIT}/blobs/{'0' * 64}", 401),
        (f"{VISIT}/revisions/1000000000", BY_THE_CHAIN),
        (f"{VISIT}/revisions/", BY_THE_CHAIN),
    ],
)
def test_a_sealed_visit_and_its_photos_are_answered_before_the_chain(path: str, status: int) -> None:
    request = RequestFactory().put(path, b"{}", headers={"Authorization": "Bearer nobodys"})
    assert Express(by_the_chain)(request).status_code == status
