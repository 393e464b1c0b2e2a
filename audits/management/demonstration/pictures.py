"""Pictures for the demonstration, drawn in the manner of its mock-ups: shapes only, nobody in them."""

import hashlib
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

WIDE, HIGH = 1200, 900  # px
WALLS = ["#8c8373", "#7d7a72", "#94897a", "#6f6a60"]
PANES = ["#d9d0bf", "#e2dccf", "#cfc8b8"]
DARK = ["#3a352d", "#2f2c27", "#453f35"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn JPEG with its hash."""

    content: bytes
    sha256: str
    width: int = WIDE
    height: int = HIGH


@cache
def window(seed: str) -> Picture:
    """A shop window with a few pieces on plinths; the same for the same seed."""
    chance = Random(seed)  # noqa: S311 - a drawing
    image, draw = _canvas(chance.choice(WALLS))
    left = chance.randint(80, 180)
    draw.rectangle((left, 40, left + 640, 730), fill=chance.choice(PANES))
    draw.rectangle((left, 20, left + 640, 40), fill=chance.choice(DARK))
    door = left + 710
    draw.rectangle((door, 20, door + 270, 770), fill=chance.choice(DARK))
    draw.rectangle((door + 35, 50, door + 235, 770), fill=chance.choice(PANES))
    draw.rectangle((0, 770, WIDE, HIGH), fill="#5d564b")
    for n in range(chance.randint(2, 3)):
        _plinth(draw, chance, left + 70 + n * 190)
    return _saved(image)


def _plinth(draw: ImageDraw.ImageDraw, chance: Random, at: int) -> None:
    top = chance.randint(420, 580)
    draw.rectangle((at, top, at + 140, 730), fill=chance.choice(["#a89d88", "#b8ad98", "#988d78"]))
    radius = chance.randint(34, 58)
    middle = at + 70
    ring = (middle - radius, top - 2 * radius, middle + radius, top)
    draw.ellipse(ring, outline=chance.choice(["#6d6252", "#8a6d3b", "#c9b98a"]), width=chance.randint(12, 20))


@cache
def receipt(seed: str) -> Picture:
    """A receipt on a dark counter, its name and card number covered."""
    chance = Random(seed)  # noqa: S311 - a drawing
    image, draw = _canvas(chance.choice(DARK))
    draw.polygon([(400, 70), (800, 90), (790, 840), (385, 820)], fill="#efebe2")
    for line in range(11):
        long = chance.randint(120, 300)
        draw.rectangle((440, 150 + line * 55, 440 + long, 164 + line * 55), fill="#b9b2a4")
    draw.rectangle((430, 240, 760, 310), fill="#22201c")
    return _saved(image)


def _canvas(colour: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (WIDE, HIGH), colour)
    return image, ImageDraw.Draw(image)


def _saved(image: Image.Image) -> Picture:
    content = BytesIO()
    image.save(content, "JPEG", quality=82)
    return Picture(content.getvalue(), hashlib.sha256(content.getvalue()).hexdigest())
