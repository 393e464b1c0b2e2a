"""Headers of the built front end's files, as WhiteNoise serves them."""

from wsgiref.headers import Headers

# Vite names these after their content
HASHED = r"^/assets/[^/]+-[\w-]{8}\.\w+$"
# asked for anew each time: an old one would hold the whole app back
FRESH = ("worker.js", ".html", ".webmanifest")


def add_headers(headers: Headers, path: str, url: str) -> None:
    """What WhiteNoise doesn't know: what must be asked for anew, and the policy of pages."""
    if url.endswith(FRESH):
        headers["Cache-Control"] = "no-cache"
    if url.endswith(".html"):  # the service worker keeps this answer, with its policy
        from csp.utils import build_policy  # reads the settings, which name this function

        headers["Content-Security-Policy"] = build_policy()
