"""`python -m bench.inside.insights BRAND`: the insights' addresses, whose token asks, and how many queries it takes."""

import sys

import orjson
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from audits.insights.catalogue import KINDS
from audits.places.models import Brand, Region, Store
from audits.waves.models import Wave
from bench.inside.stage import token_of

API = "/api/v1/insights"


def main(slug: str) -> None:
    brand = Brand.objects.get(slug=slug)
    wave = Wave.objects.filter(brand=brand).latest("number")
    region = Region.objects.filter(brand=brand).order_by("name")[0]
    store = Store.objects.filter(brand=brand).order_by("number")[0]
    hq = token_of(f"hq@{slug}.example")
    asked: list[tuple[str, str, dict[str, str]]] = [
        ("all insights of the brand, a year", API, {}),
        ("all insights of the brand, a wave", API, {"wave": str(wave.pk)}),
        ("all insights of a region, a year", API, {"level": "region", "id": str(region.pk)}),
        ("all insights of a store, a year", API, {"level": "store", "id": str(store.pk)}),
        *((f"the brand's {kind}", f"{API}/{kind}", {}) for kind in KINDS),
    ]
    print(orjson.dumps([_row(work, path, query, hq) for work, path, query in asked]).decode())


def _row(work: str, path: str, query: dict[str, str], token: str) -> tuple[str, str, str, int]:
    address = f"{path}?{urlencode(query)}" if query else path
    with CaptureQueriesContext(connection) as queries:
        answer = Client(SERVER_NAME="localhost").get(address, headers={"Authorization": f"Bearer {token}"})
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code} {answer.content[:300]!r}")
    return work, address, token, len(queries)


if __name__ == "__main__":
    main(sys.argv[1])
