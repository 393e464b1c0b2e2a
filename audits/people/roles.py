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
    SCHEDULE = "schedule"  # knows who shoppers are; her post must schedule, too
    EXPORT = "export"
    KEEP_PEOPLE = "keep_people"
    SEE_SET_ASIDE = "see_set_aside"  # conflicts, quarantine, phones' reports
    READ_JOURNAL = "read_journal"
    FORECAST = "forecast"  # says beforehand how her store or region will be found
    SEE_NETWORK = "see_network"  # insights of a whole brand: unfair questions, the sales link
    SEE_EQUITY = "see_equity"  # studies of matched pairs
    SEE_SEVERITY = "see_severity"  # how severe each shopper is
    KEEP_FIGURES = "keep_figures"  # costs of acts, sales, links to staff's pulse
    RUN_STUDIES = "run_studies"
    KEEP_WEBHOOKS = "keep_webhooks"
    SETTLE_PAY = "settle_pay"  # decides pay and makes pay files; schedulers alone
    SEE_ALERTS = "see_alerts"
    WORK_ACTIONS = "work_actions"  # action plans
    KEEP_RULES = "keep_rules"  # of alerts
    KEEP_LAW = "keep_law"  # retention, one person's data; schedulers alone


ROLES: dict[Role, frozenset[May]] = {
    Role.SHOPPER: frozenset({May.SHOP}),
    Role.REVIEWER: frozenset({May.REVIEW, May.SEE_VISITS}),
    Role.STORE: frozenset(
        {May.SEE_STANDING, May.SEE_VISITS, May.APPEAL, May.FORECAST, May.SEE_ALERTS, May.WORK_ACTIONS}
    ),
    Role.REGION: frozenset(
        {May.SEE_STANDING, May.SEE_VISITS, May.EXPORT, May.FORECAST, May.SEE_ALERTS, May.WORK_ACTIONS}
    ),
    Role.HQ: frozenset(May) - {May.SHOP, May.APPEAL, May.FORECAST},
}

# To whom a visit is a week and never a day, and nothing before it is released: whoever knows the day recognises the
# shopper.
WEEK_READERS = frozenset({Role.STORE, Role.REGION})


def roles_that(may: May) -> list[Role]:
    """The roles that may do it."""
    return [role for role, allowed in ROLES.items() if may in allowed]
