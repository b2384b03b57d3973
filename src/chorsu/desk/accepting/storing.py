"""The one act of accepting: what was ticked goes to the rooms it belongs to, in one transaction; and its way back."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from chorsu.cooperation import keeping
from chorsu.cooperation.models import Event, Instrument, Recommendation, rows_of
from chorsu.cooperation.saying import checked_event, checked_instrument, checked_recommendation
from chorsu.cooperation.services import propose
from chorsu.desk.accepting.found import EVENT, FIGURE, INSTRUMENT, NEWS, POST, RECOMMENDATION
from chorsu.directory.posts import enter_posts, withdraw_post
from chorsu.intake.drafts.settling import settle, to_settle, unsettle
from chorsu.kernel.errors import AbsentError, ChorsuError, RefusedError
from chorsu.newsroom import services as newsroom
from chorsu.returns.passing import file_stated_figure
from chorsu.returns.services import withdraw_return

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from chorsu.desk.accepting.found import Found
    from chorsu.desk.accepting.gathering import Gathered
    from chorsu.handling.rules import Actor
    from chorsu.intake.models import Text
    from chorsu.newsroom.models import Item

__all__ = ["FindingError", "Under", "accept", "take_back"]

type Outcome = dict[str, tuple[str, str]]
_CHECKS: dict[str, Callable[[Any], object]] = {
    EVENT: checked_event,
    RECOMMENDATION: checked_recommendation,
    INSTRUMENT: checked_instrument,
}
_MODELS: dict[str, type[Event | Recommendation | Instrument]] = {
    EVENT: Event,
    RECOMMENDATION: Recommendation,
    INSTRUMENT: Instrument,
}


class FindingError(ChorsuError):
    """A finding cannot be stored as it is: which one, and why."""

    def __init__(self, text: Text, found: Found, error: ChorsuError) -> None:
        super().__init__(error.what, where=error.where, to_do=error.to_do)
        self.mark = f"{text.number}:{found.key}"


@dataclass(frozen=True, slots=True)
class Under:
    """Under which marking what is accepted is stored; `public` when its texts were public."""

    audience: Collection[int] = ()
    until: dt.datetime | None = None
    public: bool = False


def accept(*, actor: Actor, chosen: Sequence[Gathered], under: Under, at: dt.datetime, by_rule: bool = False) -> int:
    """Store the findings of texts, all or nothing, and settle the texts; how many records came of them.

    `by_rule`: a standing rule accepts them, and the text says so until somebody has looked at it.

    Raises:
        AbsentError, ChangedError, RefusedError: as for settling, and as the rooms refuse.
        FindingError: a finding that cannot be meant; nothing is stored then.
    """
    with transaction.atomic():
        count = 0
        for one in chosen:
            text = to_settle(actor=actor, text=one.text.pk, at=at)
            outcome = _Storing(actor, text, one, under, at).store()
            settle(actor=actor, text=text, outcome=outcome, at=at, by_rule=by_rule)
            count += len(outcome)
    return count


@dataclass(frozen=True, slots=True)
class _Storing:
    """The findings of one text on their way."""

    actor: Actor
    text: Text
    chosen: Gathered
    under: Under
    at: dt.datetime

    @property
    def common(self) -> dict[str, Any]:
        under = self.under
        return {
            "actor": self.actor, "provider": self.text.provider_id, "audience": under.audience, "until": under.until,
            "at": self.at, "synthetic": self.text.report.synthetic,
        }  # fmt: skip

    def store(self) -> Outcome:
        by_kind: dict[str, list[Found]] = defaultdict(list)
        for found in self.chosen.found:
            by_kind[found.kind].append(found)
        outcome = self._cooperation(by_kind)
        for found in by_kind[FIGURE]:
            with self._about(found):
                outcome[found.key] = (FIGURE, str(file_stated_figure(said=found.said, **self.common).pk))
        for found in by_kind[POST]:
            with self._about(found):
                (post,) = enter_posts(posts=[found.said], public=self.under.public, **self.common)
                outcome[found.key] = (POST, str(post.pk))
        for found in by_kind[NEWS]:
            with self._about(found):
                outcome[found.key] = (NEWS, str(self._news(found).pk))
        return outcome

    def _cooperation(self, by_kind: Mapping[str, list[Found]]) -> Outcome:
        """Events first, so that what was recommended and adopted there can name its own."""
        places = {found.key: place for place, found in enumerate(by_kind[EVENT])}
        kinds = (EVENT, RECOMMENDATION, INSTRUMENT)
        said: dict[str, list[Any]] = {kind: [] for kind in kinds}
        for kind in kinds:
            for found in by_kind[kind]:
                with self._about(found):
                    _CHECKS[kind](found.said)
                said[kind].append(found.said if kind == EVENT else self._of(found, places))
        done = propose(
            events=said[EVENT], recommendations=said[RECOMMENDATION], instruments=said[INSTRUMENT], **self.common
        )
        entered: tuple[list[Any], ...] = (done.events, done.recommendations, done.instruments)
        return {
            found.key: (kind, str(record.pk))
            for kind, records in zip(kinds, entered, strict=True)
            for found, record in zip(by_kind[kind], records, strict=True)
        }

    def _of(self, found: Found, places: Mapping[str, int]) -> Any:
        """What was said, with its event: one accepted with it, or the one of the plan that stands for it."""
        stands = self.chosen.stands.get(found.event)
        return replace(found.said, event=places.get(found.event, stands.pk if stands else None))

    def _news(self, found: Found) -> Item:
        language = self.text.language
        return newsroom.write_item(
            actor=self.actor,
            at=self.at,
            texts={language: found.said},
            original=language,
            synthetic=bool(settings.CHORSU_EXAMPLE) or self.text.report.synthetic,
            span=found.span,
        )

    @contextmanager
    def _about(self, found: Found) -> Iterator[None]:
        """Say of which finding it is that something cannot be stored."""
        try:
            yield
        except (AbsentError, RefusedError):
            raise
        except ChorsuError as error:
            raise FindingError(self.text, found, error) from error


def take_back(*, actor: Actor, texts: Sequence[UUID], at: dt.datetime) -> tuple[int, int]:
    """Let the findings of texts wait again and withdraw what had become of them; how many, and how many stay.

    What an officer has changed or carried on since stays: it has a life of its own by now.
    """
    taken = stay = 0
    with transaction.atomic():
        for text in texts:
            for kind, number in unsettle(actor=actor, text=text, at=at).values():
                try:
                    with transaction.atomic():
                        _withdraw(kind, UUID(number), actor, at)
                    taken += 1
                except ChorsuError:
                    stay += 1
    return taken, stay


def _withdraw(kind: str, number: UUID, actor: Actor, at: dt.datetime) -> None:
    reason = _("taken back on the page where it was accepted")
    common: dict[str, Any] = {"actor": actor, "at": at}
    if kind in _MODELS:
        if rows_of(_MODELS[kind]).filter(pk=number, version__gt=1).exists():
            raise RefusedError(_("has been changed since"))
        keeping.withdraw_record(_MODELS[kind], identifier=number, reason=reason, **common)
    elif kind == FIGURE:
        withdraw_return(identifier=number, reason=reason, **common)
    elif kind == POST:
        withdraw_post(identifier=number, **common)
    else:
        newsroom.discard_item(item=number, **common)
