"""A thread says which rule its deadline follows, with its source; the deadline is that rule's."""

import datetime as dt

import pytest

from builders.messages import AT, KZ, delivery, sent

AZ, TURKMEN = "example-customs-az", "stranger-c"


@pytest.mark.parametrize(
    ("between", "language", "line"),
    [
        (("border-officer", KZ), "en", "General rule of the exchange: 7 days"),
        ((TURKMEN, AZ), "en", "Example agreement of two states (invented): 5 working days"),
        ((TURKMEN, AZ), "ru", "Условное соглашение двух государств (вымышленное): 5 рабочих дней"),
    ],
)
def test_the_rule_of_the_pair_is_named(enter, settings, between, language, line):
    who, to = between
    settings.CHORSU_EXAMPLE = True
    one = sent(who=who, to=(to,), urgency="7d")
    page = enter(who, language).get(f"/exchange/{one.pk}/").text
    assert line in page.replace("\xa0", " ")
    assert ("Directive (EU) 2023/977" in page) == (to == KZ)


@pytest.mark.parametrize(("example", "hours"), [(True, 48), (False, 95)])
def test_what_is_invented_counts_on_an_example_installation_alone(bank, settings, example, hours):
    settings.CHORSU_EXAMPLE = example
    one = sent(who=TURKMEN, to=(AZ,), urgency="3d")
    assert delivery(one, AZ, TURKMEN).due_at - AT == dt.timedelta(hours=hours)  # 95: the third midnight in Baku
