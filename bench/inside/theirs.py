"""`python -m bench.inside.theirs BRAND COUNT`: the addresses of so many of a brand's things of each kind."""

import sys

import orjson

from audits.places.models import Store
from audits.visits.models import Visit
from audits.waves.models import Assignment

KINDS: dict[str, type[Visit] | type[Store] | type[Assignment]] = {
    "visits": Visit,
    "stores": Store,
    "assignments": Assignment,
}


def main(brand: str, count: int) -> None:
    found = {
        name: [
            str(key) for key in kind.objects.filter(brand__slug=brand).values_list("pk", flat=True)[:count]
        ]
        for name, kind in KINDS.items()
    }
    print(orjson.dumps(found).decode())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
