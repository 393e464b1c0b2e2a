"""The settings sheet: what the checklist is called and how it is scored."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from .problems import Problems
from .sheets import Row, Sheet

SCORINGS = ("points", "sections")
_MOST = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """The checklist's own id, its title, its version as the author writes it, its scoring; other
    settings are kept in `columns`."""

    form_id: str
    title: str
    version: str
    scoring: str
    columns: dict[str, str]


def settings_row(sheet: Sheet) -> Row | None:
    """The one row of the settings sheet, if there is one."""
    return sheet.rows[0] if sheet.rows else None


def read_settings(sheet: Sheet, row: Row | None, filename: str, problems: Problems) -> Settings:
    """Read the settings. A workbook without a settings sheet is named after its file, with a notice."""
    scoring = row.text("scoring").lower() if row else ""
    if row and scoring and scoring not in SCORINGS:
        problems.refuse("scoring-unknown", row.at("scoring"), row.text("scoring"))
    form_id = _form_id(sheet, row, filename, problems)
    title = (row.text("form_title") if row else "") or form_id
    columns = {cell.column: cell.text for cell in row.others} if row else {}
    return Settings(form_id, title, row.text("version") if row else "", scoring or "points", columns)


def _form_id(sheet: Sheet, row: Row | None, filename: str, problems: Problems) -> str:
    if row is None and not sheet.headings:
        name = re.sub(r"\W+", "_", PurePath(filename).stem).strip("_")[:_MOST] or "checklist"
        problems.notice("form-id-from-file", sheet.place(1, "form_id"), name)
        return name
    form_id = row.text("form_id") if row else ""
    place = row.at("form_id") if row else sheet.place(2, "form_id")
    if not form_id:
        problems.refuse("form-id-missing", place)
    elif len(form_id) > _MOST or "\n" in form_id:
        problems.refuse("form-id-invalid", place, form_id)
    return form_id
