"""Photographs as a phone's camera makes them: large, lying on their side, and telling where they were taken."""

from io import BytesIO

from PIL import Image, ImageDraw

ORIENTATION, GPS = 0x0112, 0x8825
ON_ITS_SIDE = 6  # "turn it by 90° clockwise to see it upright"
TOP, BOTTOM = (196, 160, 96), (38, 66, 58)


def a_photograph(words: str) -> bytes:
    """A JPEG of 2400 × 1800 that is 1800 × 2400 once upright: gold above, green below, with GPS in it."""
    upright = Image.new("RGB", (1800, 2400), BOTTOM)
    drawing = ImageDraw.Draw(upright)
    drawing.rectangle((0, 0, 1800, 1200), fill=TOP)
    drawing.text((120, 1300), words, fill="white", font_size=120)
    exif = Image.Exif()
    exif[ORIENTATION] = ON_ITS_SIDE
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 30.0, 36.7), 3: "W", 4: (0.0, 8.0, 30.5)})
    out = BytesIO()
    upright.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", quality=88, exif=exif)
    return out.getvalue()
