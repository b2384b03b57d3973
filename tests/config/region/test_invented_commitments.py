"""The example region has commitments: marked as examples, one in force with periods of each kind, one that waits; once."""

import pytest

from cast import actor
from chorsu.config.region.promising import enter_commitments, load_commitments
from chorsu.exchange.commitments.models import Commitment, CommitmentChange
from chorsu.exchange.commitments.selectors import seen
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now

pytestmark = pytest.mark.usefixtures("bank")


def test_they_are_entered_once_and_marked(as_role):
    for _ in "ab":
        enter_commitments(now())
    with as_role("worker"):
        assert Commitment.objects.filter(synthetic=True).count() == len(load_commitments())
        assert CommitmentChange.objects.filter(kind="fulfilled").count() == sum(
            len(row.get("sent", ())) for row in load_commitments()
        )


def test_one_is_in_force_with_something_sent_and_something_owed():
    enter_commitments(now())
    with viewing(actor("liaison-a")):
        found = seen(now())
    assert {one.one.state for one in found} >= {"standing", "proposed"}
    lines = next(one for one in found if one.one.state == "standing").lines
    states = {line.state for rows in lines.values() for line in rows}
    assert "in-time" in states
    assert states & {"open", "late", "missed", "grace"}
