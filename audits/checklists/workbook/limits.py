"""How much of a workbook we are ready to read, and the refusal of what is beyond reading."""

MAX_BYTES = 10_000_000
MAX_UNPACKED = 60_000_000
MAX_PARTS = 2_000
MAX_ROWS = 10_000
MAX_CELLS = 200_000
MAX_COLUMNS = 200
MAX_EMPTY_ROWS = 1_000
MAX_DEPTH = 20


class Unreadable(Exception):
    """A file that can't be opened at all: the code, and what its sentence mentions."""

    def __init__(self, code: str, found: str = "", **facts: str) -> None:
        super().__init__(code)
        self.code, self.found, self.facts = code, found, facts
