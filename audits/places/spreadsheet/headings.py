"""Which column is which: guessed from headings in three languages, then from what stands below them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from audits.places.spreadsheet.reading import Sheet

COLUMNS = (
    "number",
    "name",
    "address",
    "city",
    "state",
    "country",
    "postcode",
    "phone",
    "timezone",
    "lat",
    "lon",
    "region",
    "brand",
)
NEEDED = ("number", "name")

# the words of a heading, folded; the first of them that fits best wins
WORDS: dict[str, tuple[str, ...]] = {
    "number": ("store number", "store no", "store id", "store code", "shop number", "number", "code", "id",
               "numero de magasin", "numero magasin", "code magasin", "numero", "no", "رقم المتجر", "رقم الفرع", "الرقم", "رمز المتجر"),
    "name": ("store name", "shop name", "boutique name", "name", "nom du magasin", "nom magasin", "nom de la boutique",
             "nom", "enseigne", "magasin", "boutique", "store", "اسم المتجر", "اسم الفرع", "الاسم", "المتجر"),
    "address": ("street address", "address", "street", "address line 1", "adresse", "rue", "adresse postale", "العنوان", "الشارع"),
    "city": ("city", "town", "ville", "commune", "localite", "المدينة"),
    "state": ("state/province", "state", "province", "department", "departement", "county", "الولاية", "المحافظة", "المقاطعة"),
    "country": ("country", "country code", "pays", "code pays", "البلد", "الدولة", "بلد"),
    "postcode": ("postcode", "postal code", "zip code", "zip", "code postal", "cp", "الرمز البريدي"),
    "phone": ("phone number", "phone", "telephone", "tel", "tél", "numero de telephone", "الهاتف", "رقم الهاتف"),
    "timezone": ("timezone", "time zone", "tz", "fuseau horaire", "fuseau", "المنطقة الزمنية"),
    "lat": ("latitude", "lat", "خط العرض", "العرض"),
    "lon": ("longitude", "lon", "lng", "long", "خط الطول", "الطول"),
    "region": ("region", "area", "sales region", "district", "région", "secteur", "zone commerciale", "المنطقة"),
    "brand": ("brand", "banner", "marque", "العلامة التجارية", "العلامة"),
}  # fmt: skip # a table


def guess(sheet: Sheet) -> dict[str, str]:
    """Our column → heading, for every column that could be told."""
    mapping = _from_headings(sheet.headings)
    for column, looks_right in LOOKS.items():
        if column not in mapping:
            found = _from_content(sheet, set(mapping.values()), looks_right)
            if found is not None:
                mapping[column] = found
    return mapping


def _from_headings(headings: Sequence[str]) -> dict[str, str]:
    """Best fit first: a heading is given to one column, a column gets one heading."""
    fits = sorted(
        (rank, column, heading)
        for heading in headings
        for column, words in WORDS.items()
        if (rank := _rank(fold(heading), words)) is not None
    )
    mapping: dict[str, str] = {}
    for _, column, heading in fits:
        if column not in mapping and heading not in mapping.values():
            mapping[column] = heading
    return mapping


def _rank(heading: str, words: Sequence[str]) -> int | None:
    for rank, word in enumerate(words):
        if heading == fold(word):
            return rank
    for rank, word in enumerate(words):
        if len(word) > 3 and re.search(rf"(^|\s){re.escape(fold(word))}(\s|$)", heading):
            return 100 + rank
    return None


def fold(text: str) -> str:
    """Lower case without accents, points and underlines, so that `Numéro_Magasin` is `numero magasin`."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\s_.:°#*-]+", " ", bare.casefold()).split())


def _share(cells: Iterable[str], looks_right: Callable[[str], bool]) -> float:
    filled = [cell for cell in cells if cell.strip()]
    return sum(looks_right(cell.strip()) for cell in filled) / len(filled) if len(filled) > 2 else 0.0


def _from_content(sheet: Sheet, given: set[str], looks_right: Callable[[str], bool]) -> str | None:
    sample = [cells for _, cells in sheet.rows[:300]]
    for at, heading in enumerate(sheet.headings):
        if heading not in given and _share((cells[at] for cells in sample), looks_right) > 0.9:
            return heading
    return None


def _is_degrees(most: float) -> Callable[[str], bool]:
    def looks_right(cell: str) -> bool:
        return (
            re.fullmatch(r"-?\d{1,3}[.,]\d{2,}", cell) is not None
            and abs(float(cell.replace(",", "."))) <= most
        )

    return looks_right


LOOKS: dict[str, Callable[[str], bool]] = {
    "timezone": lambda cell: re.search(r"\b[A-Z][a-z]+/[A-Z]\w+", cell) is not None,
    "country": lambda cell: re.fullmatch(r"[A-Z]{2}", cell) is not None,
    "lat": _is_degrees(90),
    "lon": _is_degrees(180),
    "phone": lambda cell: re.fullmatch(r"\+?[\d\s().-]{8,}", cell) is not None,
}
