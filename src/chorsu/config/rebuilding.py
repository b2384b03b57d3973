"""Which room answers for which kind of entry when the contents behind the journal are checked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from chorsu.journal.contents import Room

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["rooms"]


def rooms() -> Mapping[str, Room]:
    """The rooms by the first word of the kinds of their entries; needs Django to be set up."""
    from chorsu.cooperation import rebuilding as cooperation
    from chorsu.directory.posts import rebuild_posts
    from chorsu.exchange.commitments import rebuilding as commitments
    from chorsu.exchange.duty import handing, log
    from chorsu.exchange.messages import rebuilding as exchange
    from chorsu.exchange.watches import rebuilding as watches
    from chorsu.intake.drafts.rebuilding import rebuild_drafts
    from chorsu.intake.services import store
    from chorsu.newsroom.rebuilding import rebuild_items
    from chorsu.records import committed, rebuilding
    from chorsu.returns import committed as returns

    kept = store()
    filed = Room(returns.rebuild_returns, returns.STANDING, returns.ASTRAY)
    return {
        "seizure": Room(committed.rebuild_seizures, committed.STANDING, committed.ASTRAY),
        "link": Room(rebuilding.rebuild_links, rebuilding.LINKS),
        "photograph": Room(partial(rebuilding.rebuild_photographs, store=kept), rebuilding.PHOTOGRAPHS),
        "report": Room(partial(rebuilding.rebuild_reports, store=kept), rebuilding.REPORTS),
        "return": filed,
        "nil": filed,
        "post": Room(rebuild_posts, "SELECT id, version FROM directory_post"),
        "draft": Room(rebuild_drafts),
        "news": Room(rebuild_items),
        "message": Room(partial(exchange.rebuild_messages, store=kept), exchange.STANDING["message"]),
        "delivery": Room(exchange.rebuild_deliveries, exchange.STANDING["delivery"]),
        "translation": Room(partial(exchange.rebuild_translations, store=kept), exchange.STANDING["translation"]),
        "log": Room(log.rebuild_log, log.STANDING),
        "handover": Room(handing.rebuild_hand_overs, handing.STANDING),
        "sending": Room(exchange.rebuild_sendings, exchange.STANDING["sending"]),
        "commitment": Room(commitments.rebuild_commitments, commitments.STANDING),
        "watch": Room(watches.rebuild_watches, watches.STANDING["watch"]),
        "alert": Room(watches.rebuild_alerts, watches.STANDING["alert"]),
        "digest": Room(watches.rebuild_digests, watches.STANDING["digest"]),
        **{noun: Room(cooperation.rebuild_records, cooperation.STANDING[noun]) for noun in cooperation.MODELS},
    }
