"""`manage.py prepare`: what must be there before anything is served. Quick when it is."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from audits.places.models import Brand

LEFT_HERE = (
    "! The demonstration is here, and its password is known to everybody. Begin a public Encore with a fresh "
    "DATA_DIR and a fresh database."
)


class Command(BaseCommand):
    """Migrations, the cache table, and (never in public) the demonstration."""

    requires_system_checks: list[str] = []  # the addresses need not be loaded for this
    help = "Brings the database up to date and makes the demonstration brand where that is allowed."

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = _waiting_migrations()
        if waiting:
            self.stdout.write(f"· bringing the database up to date ({waiting} steps)")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not settings.IS_PUBLIC:
            call_command("demo", stdout=self.stdout)
        elif Brand.objects.filter(is_demonstration=True).exists():
            self.stderr.write(LEFT_HERE)
        self.stdout.write("· database ready")


def _waiting_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
