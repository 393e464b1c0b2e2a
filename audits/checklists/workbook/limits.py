"""How much of a workbook we are ready to read, and the refusal of what is beyond reading."""

SHEETS = ("survey", "choices", "settings")
MAX_BYTES = 10_000_000
MAX_UNPACKED = 60_000_000
MAX_PARTS = 2_000
MAX_ROWS = 10_000
MAX_CELLS = 200_000
MAX_TEXT = 5_000_000
MAX_COLUMNS = 200
MAX_EMPTY_ROWS = 1_000
MAX_DEPTH = 20
MAX_PROBLEMS = 2_000
MAX_SUGGESTIONS = 40
MAX_NEAR = 1_000
MAX_NAME = 100


class Unreadable(Exception):
    """A file that can't be opened at all: the code, and what its sentence mentions."""

    def __init__(self, code: str, found: str = "", **facts: str) -> None:
        super().__init__(code)
        self.code, self.found, self.facts = code, found, facts
