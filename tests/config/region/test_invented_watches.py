"""The example region begins with watches: named and marked as examples, made once, of codes that the lists have."""

import pytest

from builders.releasing import state
from builders.seizures import follow, record
from chorsu.config.region.watching import enter_watches, load_watches
from chorsu.exchange.watches.models import Alert, Watch
from chorsu.kernel.clock import now
from chorsu.vocabulary import manners, substances

pytestmark = pytest.mark.usefixtures("bank")


def test_they_are_made_once_and_marked(as_role):
    for _ in range(2):
        enter_watches(now())
    with as_role("worker"):
        found = list(Watch.objects.all())
        assert len(found) == len(load_watches())
        assert all(one.synthetic and one.name.startswith(("Example", "Пример")) for one in found)


def test_they_ask_for_what_there_is():
    groups = {code for row in load_watches() for code in row.get("groups", ())}
    hidden = {code for row in load_watches() for code in row.get("concealment", ())}
    assert groups <= set(substances.group_codes())
    assert hidden <= set(manners.manners("concealment"))


def test_what_comes_makes_them_fire(as_role):
    enter_watches(now())
    with as_role("worker"):
        record([{"quantity": 9.0, "kg": 9.0}], audience=[state("KZ")])
        follow()
        assert Alert.objects.filter(watch__name__startswith="Example: opiates").exists()
