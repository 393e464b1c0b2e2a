"""Bodies that come in chunks, without a length said beforehand, as some programs and proxies send them.

Django reads as many bytes as `Content-Length` says and none where it says nothing: a visit sent in chunks would
look empty, and be refused for ever.
"""

from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

MOST = 72 * 1024 * 1024  # bytes: more than any door takes, so that a door refuses what is longer
IN_MEMORY, PIECE = 1024 * 1024, 64 * 1024  # bytes

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def measured(application: Application) -> Application:
    """The application, with every body in chunks taken in first (at most `MOST` bytes) and its length said."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("CONTENT_LENGTH") or not environ.get("HTTP_TRANSFER_ENCODING"):
            return application(environ, start_response)
        # the server has put the chunks together: what is left to say is how much they are
        body, length = _taken_in(environ["wsgi.input"])
        whole = environ | {"wsgi.input": body, "CONTENT_LENGTH": str(length)}
        del whole["HTTP_TRANSFER_ENCODING"]
        return application(whole, start_response)

    return answer


def _taken_in(body: BinaryIO) -> tuple[Any, int]:
    """The bytes of a body, in memory or on disk, and how many there are."""
    held = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the application reads it later; it closes itself
    length = 0
    while length <= MOST and (piece := body.read(PIECE)):
        length += held.write(piece)
    held.seek(0)
    return held, length
