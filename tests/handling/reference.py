"""The rule of handling told once more, from the words of the field and not from the code: slow, plain, one case a time.

It takes a marking and an actor as plain mappings and asks of each what an officer would ask.
"""

__all__ = ["may"]

PUBLIC, MEMBER_STATES = 1, 2


def may(act, marking, actor, at):  # noqa: PLR0911 — plain on purpose
    """Whether the actor may do the act, told as a sequence of plain questions."""
    owner = any(agency == marking["provider_id"] for agency in actor["provides"])
    if act in {"release", "recall", "edit"}:
        return owner
    if act == "publish":
        return may_publish(marking, actor, at)
    sees = owner or is_reached(marking, actor, at)
    if act == "see":
        return sees
    if act == "point":
        return sees or (marking["pointer"] == "contact" and is_colleague(marking, actor, at))
    if act == "count":
        return sees or (marking["countable"] and is_colleague(marking, actor, at))
    if owner:
        return True
    if not sees:
        return False
    if act == "use" and actor["purpose"] == "court":
        return "H1" not in marking["use_codes"] or holds_a_permit(marking["court_permits"], actor, at)
    if act in {"use", "export"}:
        return marking["purposes"] == [] or actor["purpose"] in marking["purposes"]
    assert act == "pass-on"
    return "H2" not in marking["dissemination_codes"] or holds_a_permit(marking["passing_permits"], actor, at)


def holds_a_permit(permits, actor, at):
    """Whether one of the provider's permissions is for the actor, and has not ended."""
    return any(reaches(permit, actor["principals"], at) for permit in permits)


def may_publish(marking, actor, at):
    if "press" not in actor["roles"]:
        return False
    if not any(agency == marking["provider_id"] for agency in actor["provides"]) and not is_reached(marking, actor, at):
        return False
    for bound in ("exclusions", "until", "only_for"):
        if marking[bound] not in (None, []):
            return False
    if marking["only_for"] == []:
        return False
    return (
        PUBLIC in marking["audience"] and marking["dissemination_codes"] == [] and set(marking["use_codes"]) <= {"H0"}
    )


def is_colleague(marking, actor, at):
    """An authority of a member state, not kept away by name, of a record whose review is not overdue."""
    if MEMBER_STATES not in actor["principals"]:
        return False
    return not share(marking["exclusions"], actor["principals"]) and not is_over(marking["review_by"], at)


def is_reached(marking, actor, at):
    mine = actor["principals"]
    if is_over(marking["review_by"], at):
        return False
    if share(marking["exclusions"], mine):
        return False
    if marking["only_for"] is not None and not share(marking["only_for"], mine):
        return False
    terms = [{"to": marking["audience"], "but": [], "until": marking["until"], "operation": None}]
    return any(reaches(term, mine, at) for term in terms + (marking["releases"] or []))


def reaches(term, mine, at):
    if not share(term["to"], mine) or share(term["but"], mine) or is_over(term["until"], at):
        return False
    return term["operation"] is None or term["operation"] in mine


def is_over(moment, at):
    return moment is not None and at >= moment


def share(some, others):
    return any(one in others for one in some)
