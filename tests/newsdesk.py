"""Builds news through the services: the two press officers of the cast, one item on its way."""

import datetime as dt
from dataclasses import dataclass, replace

from chorsu.handling.rules import Actor
from chorsu.handling.seal import EARLIER
from chorsu.handling.viewer import viewing
from chorsu.newsroom import services
from chorsu.newsroom.texts import Text

__all__ = ["EN", "RU", "Newsdesk"]

EN = Text("Seminar on precursors opens", "Officers of seven states meet.", "A first paragraph.\n\n- one\n- two")
RU = Text("Открылся семинар по прекурсорам", "Встреча офицеров семи государств.", "Первый абзац.\n\n- раз\n- два")


@dataclass
class Newsdesk:
    """`one` writes, `two` approves and publishes."""

    one: Actor
    two: Actor
    at: dt.datetime

    def do(self, actor, act, item, **arguments):
        """One act of an actor upon an item."""
        with viewing(replace(actor, purpose=EARLIER)):
            return act(actor=actor, at=arguments.pop("at", self.at), item=item.pk, **arguments)

    def draft(self, *, en=EN, ru=RU, original="en", at=None, synthetic=True):
        """A draft of the first press officer."""
        texts = {language: text for language, text in (("en", en), ("ru", ru)) if text is not None}
        with viewing(replace(self.one, purpose=EARLIER)):
            return services.write_item(
                actor=self.one, at=at or self.at, texts=texts, original=original, synthetic=synthetic
            )

    def submitted(self, **parts):
        """A draft that waits for the second person."""
        return self.do(self.one, services.submit_item, self.draft(**parts))

    def approved(self, **parts):
        """An item that the second press officer has approved; still marked for the centre alone."""
        return self.do(self.two, services.approve_item, self.submitted(**parts))

    def released(self, **parts):
        """An approved item released to everybody."""
        return self.do(self.two, services.release_item, self.approved(**parts))

    def published(self, **parts):
        """An item in public."""
        at = parts.get("at") or self.at
        return self.do(self.two, services.publish_item, self.released(**parts), at=at)
