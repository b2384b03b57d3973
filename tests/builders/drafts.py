"""An officer with texts: hands in, has them read by a worker whose reader knows two texts, acts on drafts."""

from builders.readings import NOTE, answer_to
from builders.reports import agency_number
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.intake.drafts import arriving, deciding
from chorsu.intake.drafts.tasks import read_next
from chorsu.intake.models import Draft
from chorsu.kernel.clock import now

__all__ = ["PROVIDER", "Desk"]
PROVIDER = "example-border-uz"


class Desk:
    """An officer with texts: hands in, has them read, acts on drafts."""

    def __init__(self, as_role, username="border-officer", provider=PROVIDER):
        self.as_role, self.username, self.provider = as_role, username, provider

    @property
    def actor(self):
        return actor(self.username)

    def hands_in(self, text, *, name="note.txt", way="paste"):
        with viewing(self.actor):
            return arriving.hand_in(
                actor=self.actor,
                provider=agency_number(self.provider),
                name=name,
                chunks=[text.encode()],
                way=way,
                at=now(),
            )[0]

    def reads(self):
        with self.as_role("worker"):
            while read_next(answers=lambda text, *_: answer_to(text)):
                pass

    def drafts_of(self, text=NOTE, **said):
        found = self.hands_in(text, **said)
        self.reads()
        with viewing(self.actor):
            return list(Draft.objects.filter(text=found.pk).order_by("number"))

    def acts(self, service, draft, **said):
        with viewing(self.actor):
            return service(actor=self.actor, draft=draft.pk, at=now(), **said)

    def accepts(self, draft):
        return self.acts(deciding.accept, draft, audience=[], until=None)
