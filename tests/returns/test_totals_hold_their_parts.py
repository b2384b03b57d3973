"""A total row counts once in place of its parts; what it states beyond them is unspecified; plants are never added."""

from decimal import Decimal

from builders.returns import line, lines
from chorsu.returns.reconcile import reconcile


def test_a_total_counts_once_and_the_rest_is_unspecified():
    found = reconcile(lines(("Heroin", "10"), ("Opium", "5"), ("Total opioids (including the above)", "18")))
    assert (found.naive, found.once) == (33, 18)
    (held,) = found.held
    assert (held.parts, held.unspecified, held.short) == (15, 3, 0)


def test_a_total_below_its_parts_cannot_hold_them_and_they_count():
    found = reconcile(lines(("Heroin", "10"), ("Opium", "5"), ("Total opioids (including the above)", "2")))
    assert found.once == 15
    assert found.held[0].short == 13
    assert [cause.code for cause in found.comparisons[0].causes] == ["total_holds_parts", "total_short"]


def test_a_total_of_totals_counts_the_widest_once():
    rows = (("Heroin", "10"), ("Total opiates (including the above)", "12"), ("Fentanyl", "1"), ("Total opioids", "20"))
    found = reconcile(lines(*rows))
    assert found.once == 20
    assert [(held.parts, held.inner) for held in found.held] == [(10, True), (13, False)]


def test_rows_outside_the_total_are_added_to_it():
    found = reconcile(lines(("Гашиш", "7.5"), ("Каннабис, всего", "9"), ("Героин", "1.25")))
    assert found.once == Decimal("10.25")


def test_a_total_holds_what_stands_under_its_heading_and_nothing_else():
    found = reconcile(
        [
            line(1, "Mephedrone", "3", group="Stimulants", subgroup="Other stimulants"),
            line(2, "Total ATS (including the above)", "5", group="Stimulants", subgroup="Reported total ATS"),
            line(3, "Mephedrone", "4", group="NPS", subgroup="Synthetic cathinones"),
        ]
    )
    assert found.once == 9


def test_what_a_total_excludes_is_added_to_it():
    label = "Cocaine (total of the above, but excluding coca leaf and coca bush)"
    found = reconcile(
        [
            line(1, "Coca leaf", "30", group="Cocaine", subgroup="Cocaine"),
            line(2, "Cocaine hydrochloride", "6", group="Cocaine", subgroup="Cocaine"),
            line(3, label, "8", group="Cocaine", subgroup="Cocaine"),
        ]
    )
    assert found.once == 38


def test_several_lines_of_one_total_are_parts_of_one_figure():
    found = reconcile(lines(("MDMA", "4"), ("Total ecstasy-type", "3"), ("Total ecstasy-type", "2")))
    assert (found.once, len(found.held)) == (5, 1)


def test_plants_are_in_no_sum_and_it_is_said_what_they_would_do():
    found = reconcile(lines(("Cannabis herb", "100"), ("Cannabis plants", "3800"), ("Total cannabis", "120")))
    assert (found.naive, found.once, found.plants) == (220, 120, 3800)
    assert round(found.times) == 33


def test_a_row_without_a_weight_is_counted_as_such_and_not_guessed():
    found = reconcile([line(1, "MDMA", "1200", unit="tablet"), line(2, "Heroin", "2")])
    assert (found.once, found.unweighed) == (2, (1,))


def test_a_row_that_stands_twice_is_named_and_kept():
    found = reconcile(lines(("Khat", "60"), ("Khat", "60"), ("Khat", "0"), ("Khat", "0")))
    assert found.once == 120
    assert found.repeated == ((2,), 60)


def test_a_class_beside_its_members_is_named_and_a_rest_is_not():
    assert reconcile(lines(("Opioids", "9"), ("Heroin", "5"))).overlapping == ((1, 2), 5)
    assert reconcile(lines(("Other opioids", "9"), ("Heroin", "5"))).overlapping[1] == 0


def test_groups_add_up_to_the_sum():
    found = reconcile(lines(("Heroin", "1"), ("Гашиш", "2"), ("Total cannabis", "5"), ("something new", "3")))
    assert found.by_group == {"cannabis": 5, "opioids": 1, "": 3}
    assert sum(found.by_group.values()) == found.once
