"""Work that runs ahead in a process of its own: two cores share what one would do alone."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import TypeVar

Made = TypeVar("Made")


def ahead(makes: Iterable[Made]) -> Iterator[Made]:
    """What `makes` yields, in its order: the next is made while the last is used.

    The other process must not touch the database. Where processes can't be copied, nothing runs ahead.
    """
    if "fork" not in get_all_start_methods():
        yield from makes
        return
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    maker = context.Process(target=_send, args=(makes, here, there), daemon=True)
    maker.start()
    there.close()
    try:
        with suppress(EOFError):
            while True:
                yield here.recv()
    finally:
        here.close()
        maker.join()
    if maker.exitcode:
        raise RuntimeError(f"what ran ahead ended with {maker.exitcode}")


def _send(makes: Iterable[object], here: Connection, there: Connection) -> None:
    here.close()
    with suppress(BrokenPipeError):  # nobody wants the rest
        for made in makes:
            there.send(made)
