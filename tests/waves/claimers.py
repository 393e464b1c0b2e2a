"""Brings ten shoppers and six open assignments on to a stage that is set; prints their tokens and ids as JSON.

python -m tests.waves.claimers
"""

import json
import os

import django


def enter() -> dict[str, list[str]]:
    """Ten shoppers of the brand, six offers at Lille on waves of their own, so that each may have any."""
    from audits.checklists.models import Edition
    from audits.people.models import Role
    from audits.places.models import Store
    from tests.cast import a_person, a_token, a_wave, an_assignment

    lille = Store.objects.get(number="L01")
    edition = Edition.objects.get(checklist__brand=lille.brand)
    people = [a_person(f"claimer{n}", lille.brand, Role.SHOPPER) for n in range(10)]
    waves = [a_wave(edition, number=10 + n, rules={"store_days": 30}) for n in range(6)]
    return {
        "tokens": [a_token(person) for person in people],
        "offers": [str(an_assignment(wave, lille, None).pk) for wave in waves],
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(json.dumps(enter()))
