"""Who may do what: one table, read by every door."""

from enum import StrEnum

from audits.people.models import Role


class May(StrEnum):
    """Acts that a role may or may not do. Which rows it may do them on is a second question (`visible_to`)."""

    SHOP = "shop"  # has assignments, seals visits
    REVIEW = "review"  # releases, sends back, decides appeals
    APPEAL = "appeal"  # objects to an answer of her store
    SEE_STANDING = "see_standing"  # scorecards
    SEE_VISITS = "see_visits"  # visits and their answers
    WRITE_CHECKLISTS = "write_checklists"
    KEEP_PLACES = "keep_places"
    PLAN_WAVES = "plan_waves"
    EXPORT = "export"
    KEEP_PEOPLE = "keep_people"
    SEE_SET_ASIDE = "see_set_aside"  # conflicts, quarantine, phones' reports
    READ_JOURNAL = "read_journal"


ROLES: dict[Role, frozenset[May]] = {
    Role.SHOPPER: frozenset({May.SHOP}),
    Role.REVIEWER: frozenset({May.REVIEW, May.SEE_VISITS}),
    Role.STORE: frozenset({May.SEE_STANDING, May.SEE_VISITS, May.APPEAL}),
    Role.REGION: frozenset({May.SEE_STANDING, May.SEE_VISITS, May.EXPORT}),
    Role.HQ: frozenset(May) - {May.SHOP, May.APPEAL},
}


def roles_that(may: May) -> list[Role]:
    """The roles that may do it."""
    return [role for role, allowed in ROLES.items() if may in allowed]
