"""`manage.py seed --stores N --visits M`: a brand of any size, for measuring and for trying screens."""

import time
from random import Random
from typing import Any

import orjson
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from audits.expressions import Outline
from audits.management.volume.ahead import ahead
from audits.management.volume.filling import analyse, quickly, reserve_keys
from audits.management.volume.places import Network, found_network
from audits.management.volume.standings import Standings
from audits.management.volume.templates import templates
from audits.management.volume.visits import made_blocks, shared_figures, write_block
from audits.places.models import Store
from audits.scorecards.services import rebuild
from audits.visits.models import Revision


class Command(BaseCommand):
    """Makes the volume, and says how fast."""

    help = "Make a brand with so many stores and visits: graded, mostly released, with their scorecards."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--stores", type=int, required=True)
        parser.add_argument("--visits", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same visits")
        parser.add_argument("--brand", default="volume", help="the brand's word in addresses")
        parser.add_argument("--waves", type=int, default=4, help="quarters over which the visits are spread")
        parser.add_argument("--yes", action="store_true", help="do it on a public installation too")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PUBLIC and not options["yes"]:
            raise CommandError("This installation is public. Add --yes to fill it with invented visits.")
        if options["stores"] < 1 or options["visits"] < 0 or options["waves"] < 1:
            raise CommandError("At least one store, one wave, and no fewer than 0 visits.")
        with quickly():
            self._make(options)

    def _make(self, options: dict[str, Any]) -> None:
        started = time.monotonic()
        # Drawn again for the same seed, and new ids where a brand is made larger.
        known = Store.objects.filter(brand__slug=options["brand"]).count()
        random = Random(f"{options['seed']} {options['brand']} {known}")  # noqa: S311 - no secret
        network = found_network(
            options["brand"], stores=options["stores"], waves=options["waves"], random=random
        )
        self._say(f"{options['stores']:,} stores", started)
        standings = self._write(network, options["visits"], random, started)
        for before, wave in zip([None, *network.waves], network.waves, strict=False):
            # What was there before counts too, and is read back.
            made = rebuild(wave.pk) if known else standings.write(wave, before)
            self._say(f"{wave.name}: {made:,} scorecards", started)
        analyse()
        took = time.monotonic() - started
        self._say(f"{options['visits']:,} visits, {options['visits'] / took:,.0f} a second with all", started)

    def _write(self, network: Network, count: int, random: Random, started: float) -> Standings:
        edition = network.edition
        outline = Outline(orjson.loads(bytes(edition.printed)))
        drawn = [made for _, made in templates(outline, edition.sha256, random)]
        standings = Standings(network, [template for alike in drawn for template in alike])
        figures = shared_figures(drawn)
        begun, done, said = time.monotonic(), 0, 0.0
        first = reserve_keys(Revision, count)
        for block in ahead(made_blocks(network, drawn, count, first, random)):
            write_block(block, standings, figures)
            done += len(block.templates)
            if time.monotonic() - said >= 1 or done == count:
                said = time.monotonic()
                self._say(f"{done:,} of {count:,} visits, {done / (said - begun):,.0f} a second", started)
        return standings

    def _say(self, words: str, started: float) -> None:
        self.stdout.write(f"{time.monotonic() - started:6.1f} s  {words}")
        self.stdout.flush()
