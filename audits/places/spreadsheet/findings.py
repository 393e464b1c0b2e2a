"""What can be found in a row, as a catalogue: code, whether it keeps the row out, a sentence, what to do."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of the catalogue."""

    refuses: bool  # the row is not taken
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one cell. `row` counts as a spreadsheet does; `became` is what is taken in its place."""

    row: int
    column: str  # the heading in the spreadsheet
    code: str
    value: str
    became: str = ""

    @property
    def refuses(self) -> bool:
        """Whether the row stays out."""
        return KINDS[self.code].refuses

    def as_json(self) -> dict[str, Any]:
        """For the API, the report and the terminal."""
        kind = KINDS[self.code]
        return {
            "row": self.row,
            "column": self.column,
            "code": self.code,
            "taken": not kind.refuses,
            "sentence": kind.sentence,
            "remedy": kind.remedy,
            "value": self.value[:200],
            "became": self.became,
        }


KINDS: dict[str, Kind] = {
    # rows that are not taken
    "number_missing": Kind(True, "The store has no number.", "Give it the number the brand knows it by."),
    "number_twice": Kind(True, "Another row has this store number.", "Keep the row that is right."),
    "name_missing": Kind(True, "The store has no name.", "Give it a name."),
    "city_missing": Kind(True, "The city is missing.", "Fill in the city."),
    "address_missing": Kind(True, "The street is missing.", "Fill in the street."),
    "coordinates_missing": Kind(
        True, "The coordinates are missing.", "Fill in both, or allow it for all rows."
    ),
    "coordinate_no_number": Kind(
        True, "This is not a coordinate.", "Write degrees as a number, such as 48.8566."
    ),
    "coordinate_impossible": Kind(
        True, "No place on earth has this coordinate.", "Latitudes end at 90, longitudes at 180 degrees."
    ),
    "too_long": Kind(True, "This is longer than fits.", "Shorten it."),
    # rows that are taken, with a doubt
    "country_unknown": Kind(
        False, "This country is not known; it was left out.", "Use its two letters, such as FR."
    ),
    "placeholder": Kind(False, "This stands for nothing and was left out.", "Fill it in, or leave it empty."),
    "timezone_unknown": Kind(False, "No time zone has this name.", "Check the zone that was taken instead."),
    "timezone_elsewhere": Kind(
        False, "This zone belongs to another country.", "Check the zone that was taken."
    ),
    "timezone_placeless": Kind(False, "This zone belongs to no place.", "Check the zone that was taken."),
    "postcode_short": Kind(False, "The postcode has lost its leading zero, it seems.", "Put the zero back."),
    "far_from_city": Kind(
        False, "The place lies over 300 km from the middle of its city's stores.", "Check the coordinates."
    ),
    "text_repaired": Kind(False, "Signs of another encoding were put right.", "Check the text."),
    "text_damaged": Kind(
        False, "A letter was replaced by ? or ¿ before the file came here.", "Put the letter back."
    ),
    "quotation_mark": Kind(
        False, "There is a quotation mark in the text.", "Check that no column has slipped."
    ),
    "phone_has_words": Kind(False, "There are words where the telephone number stands.", "Check the number."),
    "name_is_brand": Kind(
        False, "The store is only called what the brand is called.", "Give it a name of its own."
    ),
    "other_brand": Kind(
        False, "The row names another brand than most.", "Check that the store belongs here."
    ),
    "looks_like_another": Kind(
        False, "Another row has this name, city and street.", "Keep one, or tell them apart."
    ),
}
