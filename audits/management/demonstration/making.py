"""Makes the demonstration, or says that it is there."""

from collections.abc import Callable

from audits.management.demonstration.network import found_sorel, found_vaudrey
from audits.management.demonstration.people import invite_cast
from audits.people.models import Person

Say = Callable[[str], None]


def make(say: Say) -> dict[str, Person]:
    """Everything that is missing; a second run adds nothing."""
    vaudrey, sorel = found_vaudrey(None), found_sorel(None)
    return invite_cast(vaudrey, sorel)
