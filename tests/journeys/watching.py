"""Listens to what a page complains of: errors of scripts, refusals by the content security policy, lost graphics."""

__all__ = ["Complaints"]

CUT_OFF = ("htmx:afterRequest", "htmx:sendError", "htmx:sendAbort")
"""What htmx says when its reader goes to another page before an answer came. A bad answer is told by its status."""
LOST_GRAPHICS = "Too many active WebGL contexts"


class Complaints(list):
    """Everything that the watched pages complained of; empty when all is well.

    A page that is itself absent or refused is no complaint: the browser logs its status as an error.
    """

    def __init__(self):
        super().__init__()
        self._asked = set()

    def watch(self, page):
        page.on("request", self._ask)
        page.on("pageerror", lambda error: self.append(f"{page.url}: {error}"))
        page.on("console", self._hear)
        return page

    def _ask(self, request):
        if request.is_navigation_request():
            self._asked.add(request.url)

    def _hear(self, said):
        of_the_page_itself = said.text.startswith("Failed to load resource") and said.location["url"] in self._asked
        told = of_the_page_itself or said.text.startswith(CUT_OFF)
        if (said.type == "error" and not told) or LOST_GRAPHICS in said.text:
            self.append(f"{said.location['url']}: {said.text}")
