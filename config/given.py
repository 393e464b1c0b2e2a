"""What the environment gives, checked before anything is made of it: a mistake is told in one sentence."""

import os
from pathlib import Path
from typing import NoReturn


def data_folder(given: str | None, otherwise: Path) -> Path:
    """The one folder that is written to, made where it is missing. Ends the program where it can't be used."""
    folder = Path(given or otherwise).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        _end(f"{folder} can't be the data folder ({trouble.strerror}). Choose another: DATA_DIR=…")
    if not os.access(folder, os.W_OK | os.X_OK):
        _end(f"{folder} can't be written to. Choose another: DATA_DIR=…")
    return folder


def port(given: str | None) -> int:
    """Where to listen: 1 to 65535, 8000 where nothing is said. Ends the program for anything else."""
    text = given or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        _end(f"{text} is no port: from 1 to 65535. Choose another: PORT=…")
    return int(text)


def _end(sentence: str) -> NoReturn:
    raise SystemExit(f"Encore can't start. {sentence}")
