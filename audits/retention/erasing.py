"""Erasing one person: who she was goes, what was found at the stores stays as facts of nobody's."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from audits.journal.models import Entry
from audits.journal.services import note
from audits.messages.models import Message
from audits.pay.models import Pay
from audits.people.models import Person, Token
from audits.people.services import new_alias
from audits.people.shoppers import Bar, Companion, Consent, PushSubscription, ShopperProfile
from audits.refusals import refused
from audits.retention.traces import forget_places
from audits.visits.models import PhoneReport, Revision
from audits.waves.models import Assignment, Invitation, QuizPass

OWED = (Pay.State.DUE, Pay.State.APPROVED)
# Members of a journal line's detail that say who somebody is
NAMES = frozenset({"name", "email", "endpoint"})
OF_HERS = (
    ShopperProfile,
    Bar,
    PushSubscription,
    Token,
    QuizPass,
    Invitation,
    PhoneReport,
    Message,
)


@transaction.atomic
def erase(person: Person, *, by: Person | None, even_unpaid: bool = False) -> None:
    """Name, address, password, posts, profile, devices, sessions and places go; visits, pay and the journal's acts
    stay under an alias that leads nowhere. Again is harmless.

    Refused as `pay_unsettled` while she is owed money, unless `even_unpaid`.
    """
    owed = Pay.objects.filter(shopper=person, state__in=OWED)
    if owed.exists() and not even_unpaid:
        raise refused("pay_unsettled", pays=owed.count())
    brands = sorted({post.brand_id for post in person.posts.all()})
    _give_back(person)
    for model in OF_HERS:
        model.objects.filter(person=person).delete()
    Message.objects.filter(
        kind="erasure", content__alias=person.alias
    ).delete()  # schedulers were told of her wish
    Companion.objects.filter(Q(person=person) | Q(other=person)).delete()
    Consent.objects.filter(person=person, withdrawn_at=None).update(withdrawn_at=timezone.now())
    _sign_out(person)
    forget_places(Revision.objects.filter(person=person, trace_gone_at=None), timezone.now())
    _forget_names(person)
    person.posts.all().delete()
    for brand in brands:
        note("person.erased", person, by=by, brand=brand)


def _give_back(person: Person) -> None:
    """What she has not visited yet is offered to others."""
    hers = Assignment.objects.filter(shopper=person, state=Assignment.State.ASSIGNED)
    for one in hers.select_for_update():
        note("assignment.given_back", one, brand=one.brand_id, detail={"reason": "erased"})
    terms = {"shopper": None, "claimed_at": None, "claim_until": None}
    hers.update(state=Assignment.State.OPEN, changed_at=timezone.now(), **terms)


def _sign_out(person: Person) -> None:
    for session in UserSession.objects.filter(user=person):
        session.end()
    UserSession.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    EmailAddress.objects.filter(user=person).delete()


def _forget_names(person: Person) -> None:
    person.email, person.name, person.alias = f"{person.pk}@erased.invalid", "—", new_alias()
    person.is_active, person.last_login = False, None
    person.set_unusable_password()
    person.save()
    lines = Entry.objects.filter(Q(by=person) | Q(subject=str(person.pk)))
    for line in lines.only("id", "detail").iterator(chunk_size=500):
        kept = {name: value for name, value in line.detail.items() if name not in NAMES}
        if kept != line.detail:
            Entry.objects.filter(pk=line.pk).update(detail=kept)
