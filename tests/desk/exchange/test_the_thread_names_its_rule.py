"""A thread says which rule its deadline follows, with its source; the deadline is that rule's."""

import pytest

from builders.messages import AT, delivery, sent

AZ, WHO = "example-customs-az", "stranger-c"  # of Turkmenistan


@pytest.mark.parametrize(
    ("example", "language", "line"),
    [
        (False, "en", "General rule of the exchange: 7 days"),
        (True, "en", "Example agreement of two states (invented): 5 working days"),
        (True, "ru", "Условное соглашение двух государств (вымышленное): 5 рабочих дней"),
    ],
)
def test_the_rule_of_the_pair_is_named(enter, settings, example, language, line):
    settings.CHORSU_EXAMPLE = example
    one = sent(who=WHO, to=(AZ,), urgency="7d")
    page = enter(WHO, language).get(f"/exchange/{one.pk}/").text
    assert line in page.replace("\xa0", " ")
    assert ("Directive (EU) 2023/977" in page) == (not example)
    days = (delivery(one, AZ, WHO).due_at - AT).days
    assert days == 7 or example
