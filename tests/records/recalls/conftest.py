"""A seizure of the border guard of Uzbekistan, released to all member states; what tests of recalls do with it."""

import pytest

from builders.seizures import record
from cast import actor
from chorsu.directory.models import Agency, State
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.records import services
from chorsu.records.models import Tombstone
from chorsu.records.recalls.selectors import closed_to


@pytest.fixture
def seizure(bank, as_role):
    with as_role("worker"):
        (found,) = record([{}], audience=[MEMBERS])
    return found


class Acts:
    """Acts of the cast, each in a request's transaction of its own."""

    def state(self, code):
        return State.objects.get(code=code).pk

    def agency(self, code):
        return Agency.objects.get(code=code).pk

    def does(self, service, who, **said):
        officer = actor(who)
        with viewing(officer):
            return service(actor=officer, at=now(), **said)

    def recalls(self, seizure, *states, who="border-officer", told=""):
        principals = [self.state(code) for code in states] or None
        return self.does(
            services.recall, who, seizure=seizure.pk, principals=principals, reason="mistaken identity", told=told
        )

    def releases(self, seizure, *states, until=None, who="border-officer"):
        principals = [self.state(code) for code in states]
        return self.does(services.release_to, who, seizure=seizure.pk, principals=principals, until=until)

    def sees_closed(self, who):
        officer = actor(who)
        with viewing(officer):
            return [(stone.seizure_id, stone.kind) for stone in closed_to(officer, now())]

    def rows(self, who):
        """Every tombstone that hostile SQL could read as this officer."""
        with viewing(actor(who)):
            return list(Tombstone.objects.values_list("authority", flat=True))


@pytest.fixture
def acts():
    return Acts()
