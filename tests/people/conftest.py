"""A desk at which somebody may sign in, and the mail server that brings her codes."""

import pytest
from django.core.cache import cache
from django.core.management import call_command

from tests.cast import PASSWORD, Cast
from tests.messages.conftest import post_office
from tests.people.signing import Desk

__all__ = ["desk", "post_office"]


@pytest.fixture
def desk(cast: Cast) -> Desk:
    """A desk at which nobody has signed in; everybody has a password, and the limits start at nothing."""
    call_command("createcachetable", verbosity=0)
    cache.clear()
    for person in (cast.sasha, cast.hana, cast.mona):
        person.set_password(PASSWORD)
        person.save()
    return Desk()
