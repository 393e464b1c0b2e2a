"""`python -m bench.inside.lists BRAND HQ_TOKEN REGION_TOKEN`: the lists' addresses and their numbers of queries."""

import sys
from typing import Any

import orjson
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from audits.places.models import Region
from audits.waves.models import Wave

API = "/api/v1"


def main(brand: str, hq: str, region: str) -> None:
    asked = Asked({"hq": hq, "region": region})
    wave = Wave.objects.filter(brand__slug=brand).latest("number")
    first = Region.objects.filter(brand__slug=brand).order_by("name")[0]
    cards = f"{API}/scorecards?{urlencode({'wave': str(wave.pk), 'region': str(first.pk)})}"
    found = [
        asked.row("visits, first page, HQ", "hq", f"{API}/visits"),
        asked.row("visits, last page, HQ", "hq", asked.last(f"{API}/visits")),
        asked.row("visits, first page, a region", "region", f"{API}/visits"),
        asked.row("stores, first page", "hq", f"{API}/stores"),
        asked.row("a region's scorecards", "region", cards),
    ]
    print(orjson.dumps(found).decode())


class Asked:
    """Asks the API in this process, as somebody."""

    def __init__(self, tokens: dict[str, str]) -> None:
        self.tokens = tokens
        self.client = Client(SERVER_NAME="localhost")

    def get(self, who: str, path: str) -> dict[str, Any]:
        """The answer's JSON."""
        answer = self.client.get(path, headers={"Authorization": f"Bearer {self.tokens[who]}"})
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code} {answer.content[:300]!r}")
        told: dict[str, Any] = answer.json()
        return told

    def row(self, work: str, who: str, path: str) -> tuple[str, str, str, int]:
        """What is measured, as whom, where, with how many queries."""
        with CaptureQueriesContext(connection) as queries:
            self.get(who, path)
        return work, who, path, len(queries)

    def last(self, path: str) -> str:
        """The address of a list's last page, found by walking there."""
        here = f"{path}?limit=200"
        while cursor := self.get("hq", here)["next"]:
            here = f"{path}?{urlencode({'limit': 200, 'cursor': cursor})}"
        return here


if __name__ == "__main__":
    main(*sys.argv[1:4])
