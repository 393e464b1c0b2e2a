"""Sets the stage in a database of its own: migrations and the cast. Prints who and what is there as JSON.

python -m tests.stage
"""

import json
import os

import django


def set_stage() -> dict[str, object]:
    """Migrate, bring the cast in, and tell tokens by name, the edition, and an assignment of Sasha's."""
    from django.core.management import call_command

    from tests.cast import a_cast

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    cast = a_cast()
    people = ("sasha", "sam", "rita", "mona", "otto", "hana", "zoe")
    return {
        "tokens": {name: cast.token(getattr(cast, name)) for name in people},
        "edition": cast.edition.sha256,
        "assignment": str(cast.assignment.pk),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(json.dumps(set_stage()))
