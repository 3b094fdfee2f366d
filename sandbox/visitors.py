"""Who may talk to the sandbox: programs and its own page, but no page of somebody else.

A page of the web, open in the same browser, could otherwise drive the pretence: by requests across
sites, or under a name of its own that it lets resolve to this computer (DNS rebinding).
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def own_visitors(host: str) -> Middleware:
    """Make the middleware that refuses foreign pages with 403; `host` is where it listens."""
    names = {host.lower(), "localhost"}

    @web.middleware
    async def refuse_foreign_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer 403 to what another site's page asks for."""
        if not _is_called_by(names, request.host):
            text = "Open the address that was printed: this name is not the sandbox's.\n"
            return web.Response(status=HTTPStatus.FORBIDDEN, text=text)
        if _is_foreign(request):
            return web.Response(status=HTTPStatus.FORBIDDEN, text="Not from another page.\n")
        return await handler(request)

    return refuse_foreign_pages


def _is_called_by(names: set[str], called: str) -> bool:
    """Tell whether a Host header is an address or one of the names, whatever the port."""
    try:
        name = urlsplit(f"//{called}").hostname or ""
        if name not in names:
            ip_address(name)
    except ValueError:
        return False
    return True


def _is_foreign(request: web.Request) -> bool:
    """Tell whether a browser sent this for a page of another site; following a link to / may be."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return True
    site = request.headers.get("Sec-Fetch-Site", "none")
    follows_link = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.path == "/"
    return site not in {"none", "same-origin"} and not follows_link
