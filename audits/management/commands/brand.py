"""manage.py brand SLUG NAME --hq EMAIL [--person NAME] [--language en] [--timezone UTC] [--currency EUR]"""

import secrets
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email, validate_slug
from django.db import transaction

from audits.people.models import Role
from audits.people.services import invite, is_language, post
from audits.places.services import found_brand


class Command(BaseCommand):
    help = "Found a brand with its first scheduler at headquarters, who invites everybody else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("name")
        parser.add_argument("--hq", required=True, metavar="EMAIL")
        parser.add_argument("--person", default="", metavar="NAME")
        parser.add_argument("--language", default="en")
        parser.add_argument("--timezone", default="UTC")
        parser.add_argument("--currency", default="EUR")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        _check(options)
        facts = {name: options[name] for name in ("language", "timezone", "currency")}
        brand = found_brand(slug=options["slug"], name=options["name"], by=None, **facts)
        password = secrets.token_urlsafe(12)
        email = options["hq"]
        person = invite(
            email=email,
            name=options["person"] or email,
            by=None,
            language=options["language"],
            password=password,
        )
        post(person=person, brand=brand.pk, role=Role.HQ, by=None, schedules=True)
        said = f"password {password}" if person.check_password(password) else "the password she has"
        self.stdout.write(f"{brand.name}: {person.email} signs in with {said}")


def _check(options: dict[str, Any]) -> None:
    try:
        validate_slug(options["slug"])
        validate_email(options["hq"])
    except ValidationError as no:
        raise CommandError(" ".join(no.messages)) from None
    if not is_language(options["language"]):
        raise CommandError(f"{options['language']} is no language tag such as fr or pt-BR")
    if options["timezone"] not in available_timezones():
        raise CommandError(f"{options['timezone']} is no time zone such as Europe/Paris")
    currency = options["currency"]
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        raise CommandError(f"{currency} is no currency such as EUR")
