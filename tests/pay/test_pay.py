"""What a shopper is owed: by rule, by decision, into a file that changes no more, to the cent."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st
from PIL import Image

from audits.pay.bank import as_csv
from audits.pay.models import Pay, PayFile
from audits.pay.queries import lines_of, total_of
from audits.pay.reckoning import NEXT, may_follow, owed_fee, share_of, total
from audits.pay.services import approve_by_rule, make_file, owe, unsettle
from audits.refusals import Refused
from audits.reviews.services import release
from audits.visits.models import Visit
from audits.waves.models import Assignment
from tests.cast import Cast, an_assignment
from tests.envelopes import Phone, phone_of
from tests.making import arrives, follow, probed, worked

pytestmark = pytest.mark.django_db
MONEY = st.decimals(min_value=0, max_value=9999, places=2)
SHARES = st.decimals(min_value=0, max_value=1, places=2)


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": kept}


@pytest.fixture
def visit(cast: Cast) -> Visit:
    """Sasha's visit at Lille, graded; 45.00 and up to 20.00 of expenses."""
    Assignment.objects.filter(pk=cast.assignment.pk).update(expense_limit="20.00")
    made = arrives(probed(Assignment.objects.get(pk=cast.assignment.pk)), worked("P_")["answers"])
    follow()
    return made


def receipt() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(file, "PNG")
    return SimpleUploadedFile("receipt.png", file.getvalue(), content_type="image/png")


def lays_out(phone: Phone, visit: Visit, amount: str, *, with_receipt: bool = True) -> Any:
    wish = {"amount": amount, "what": "Taxi"} | ({"receipt": receipt()} if with_receipt else {})
    return phone.client.post(f"/api/v1/visits/{visit.pk}/expenses", wish, headers=phone.headers)


def puts(phone: Phone, visit: Visit, key: UUID, wish: dict[str, Any]) -> Any:
    """As the phone sends it: to an address of its own, with its receipt."""
    body = encode_multipart(BOUNDARY, wish | {"receipt": receipt()})
    address = f"/api/v1/visits/{visit.pk}/expenses/{key}"
    return phone.client.put(address, body, content_type=MULTIPART_CONTENT, headers=phone.headers)


def released(cast: Cast, visit: Visit) -> Pay:
    release(visit.pk, by=cast.rita)
    follow()
    return Pay.objects.get(visit=visit)


def test_a_visit_that_is_here_is_owed_and_a_released_one_approved(cast: Cast, visit: Visit) -> None:
    sasha = phone_of(cast, "sasha")
    (line,) = sasha.get("me/pay").json()["results"]
    assert (line["state"], line["fee"], line["total"], line["expense_limit"]) == (
        "due",
        "45.00",
        "45.00",
        "20.00",
    )
    assert released(cast, visit).state == "approved"
    sums = sasha.get("me/pay").json()["sums"]
    assert sums == [{"currency": "EUR", "due": "0.00", "approved": "45.00", "paid": "0.00"}]
    assert phone_of(cast, "sam").get("me/pay").json()["results"] == []
    assert phone_of(cast, "mona").get("me/pay").status_code == 403


def test_expenses_count_up_to_the_limit_and_with_a_receipt(cast: Cast, visit: Visit) -> None:
    sasha = phone_of(cast, "sasha")
    assert lays_out(sasha, visit, "12.50").status_code == 201
    lost = lays_out(sasha, visit, "3.00", with_receipt=False).json()
    over = lays_out(sasha, visit, "4.51")
    assert (over.status_code, over.json()["code"], over.json()["left"]) == (409, "expense_limit", "4.50")
    assert lays_out(sasha, visit, "0.00").status_code == 422
    assert lays_out(sasha, visit, "-1.00").status_code == 422
    assert lays_out(phone_of(cast, "sam"), visit, "1.00").status_code == 404
    pay = released(cast, visit)
    assert total_of(pay) == Decimal("57.50")
    assert phone_of(cast, "sasha").get("me/pay").json()["results"][0]["total"] == "57.50"
    first = next(one for one in pay.expenses.all() if one.receipt_id)
    assert sasha.get(f"expenses/{first.pk}/receipt")["Content-Type"] == "image/jpeg"
    assert phone_of(cast, "hana").get(f"expenses/{first.pk}/receipt").status_code == 200
    assert phone_of(cast, "sam").get(f"expenses/{first.pk}/receipt").status_code == 404
    assert phone_of(cast, "zoe").get(f"expenses/{first.pk}/receipt").status_code == 404
    assert sasha.client.delete(f"/api/v1/expenses/{lost['id']}", headers=sasha.headers).status_code == 409


def test_an_expense_that_a_phone_sends_twice_is_laid_out_once(cast: Cast, visit: Visit) -> None:
    sasha, key = phone_of(cast, "sasha"), uuid4()
    told = [
        puts(sasha, visit, key, {"amount": "7.50", "kind": "travel", "currency": "EUR"}) for _ in range(2)
    ]
    assert [answer.status_code for answer in told] == [200, 200], told[0].content
    assert [answer.json()["id"] for answer in told] == [str(key)] * 2
    assert told[0].json()["kind"] == "travel" and told[0].json()["has_receipt"]
    assert Pay.objects.get(visit=visit).expenses.count() == 1
    other = puts(sasha, visit, uuid4(), {"amount": "1.00", "currency": "JPY"})
    assert (other.status_code, other.json()["errors"]) == (422, {"currency": ["other"]})
    assert puts(phone_of(cast, "sam"), visit, key, {"amount": "7.50"}).status_code == 404


def test_a_visit_that_could_not_be_made_is_paid_by_the_waves_share(cast: Cast, visit: Visit) -> None:
    cast.wave.pays_undone = {"closed": "0.5"}
    cast.wave.save()
    Visit.objects.filter(pk=visit.pk).update(outcome="closed")
    approve_by_rule(visit.pk)
    pay = Pay.objects.get(visit=visit)
    assert (pay.state, pay.share, pay.why, total_of(pay)) == (
        "approved",
        Decimal("0.5"),
        "closed",
        Decimal("22.50"),
    )
    assert share_of("unsafe", {"closed": "0.5"}) == 0
    assert share_of("", {}) == 1


def test_a_new_wave_pays_half_where_the_shopper_is_not_at_fault(cast: Cast, visit: Visit) -> None:
    Visit.objects.filter(pk=visit.pk).update(outcome="refused_entry")
    approve_by_rule(visit.pk)
    assert total_of(Pay.objects.get(visit=visit)) == Decimal("22.50")
    assert share_of("other", cast.wave.pays_undone) == 0  # whatever that was: a person looks at it


def test_a_visit_that_is_opened_again_is_due_again_until_it_is_in_a_file(cast: Cast, visit: Visit) -> None:
    released(cast, visit)
    unsettle(visit.pk)
    assert Pay.objects.get().state == "due"
    approve_by_rule(visit.pk)
    make_file(cast.brand, by=cast.hana)
    unsettle(visit.pk)
    owe(visit.pk)
    assert Pay.objects.get().state == "approved"


def test_headquarters_pays_a_part_and_says_why_and_no_rule_overrules_it(cast: Cast, visit: Visit) -> None:
    hana, pay = phone_of(cast, "hana"), Pay.objects.get()
    lays_out(phone_of(cast, "sasha"), visit, "10.00")
    expense = pay.expenses.get()
    address = f"pays/{pay.pk}/decide"
    assert hana.post(address, {"state": "approved", "share": "0.50"}).status_code == 422
    wish = {"state": "approved", "share": "0.50", "why": "Half of it.", "expenses": {str(expense.pk): "4.00"}}
    told = hana.post(address, wish).json()
    assert (told["total"], told["owed_fee"], told["why"]) == ("26.50", "22.50", "Half of it.")
    assert told["shopper"]["name"] == "Sasha"
    released(cast, visit)
    assert total_of(Pay.objects.get()) == Decimal("26.50")
    over = {"state": "approved", "share": "1.00", "expenses": {str(expense.pk): "10.01"}}
    assert hana.post(address, over).status_code == 422
    assert hana.post(address, {"state": "refused"}).status_code == 422
    assert hana.post(address, {"state": "refused", "why": "Copied."}).json()["state"] == "refused"
    assert phone_of(cast, "sasha").get("me/pay").json()["sums"] == []


def test_pay_is_the_business_of_schedulers_alone(cast: Cast, visit: Visit) -> None:
    pay = Pay.objects.get()
    for name in ("mona", "stella", "rita", "sasha"):
        assert phone_of(cast, name).get("pays").status_code == 403
        assert phone_of(cast, name).post("pay-files", {}).status_code == 403
    assert phone_of(cast, "zoe").get("pays").json()["results"] == []
    assert phone_of(cast, "zoe").post(f"pays/{pay.pk}/decide", {"state": "approved"}).status_code == 404
    assert phone_of(cast, "hana").get("pays?state=due").json()["results"][0]["id"] == str(pay.pk)
    cast.hana.posts.update(schedules=False)
    assert phone_of(cast, "hana").get("pays").json()["results"] == []
    assert phone_of(cast, "hana").post(f"pays/{pay.pk}/decide", {"state": "approved"}).status_code == 404


def test_a_pay_file_is_fixed_once_it_is_made(cast: Cast, visit: Visit) -> None:
    hana = phone_of(cast, "hana")
    nothing = hana.post("pay-files", {})
    assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing_to_pay")
    pay = released(cast, visit)
    made = hana.post("pay-files", {})
    assert made.status_code == 201
    file = made.json()
    assert file["number"] == 1
    assert file["sums"] == [{"currency": "EUR", "total": "45.00", "people": 1}]
    settled = hana.post(f"pays/{pay.pk}/decide", {"state": "refused", "why": "x"})
    assert (settled.status_code, settled.json()["code"]) == (409, "pay_settled")
    assert lays_out(phone_of(cast, "sasha"), visit, "1.00").json()["code"] == "pay_settled"
    assert hana.post("pay-files", {}).status_code == 409
    rows = list(csv.DictReader(io.StringIO(hana.get(f"pay-files/{file['id']}/file").content.decode())))
    assert [(row["name"], row["total"], row["reference"]) for row in rows] == [
        ("Sasha", "45.00", "0001-0001")
    ]
    assert hana.post(f"pay-files/{file['id']}/paid", {}).json()["paid_at"] is not None
    assert hana.post(f"pay-files/{file['id']}/paid", {}).status_code == 200
    assert Pay.objects.get().state == "paid"
    assert phone_of(cast, "sasha").get("me/pay").json()["results"][0]["file"]["number"] == 1
    for name, status in (("zoe", 404), ("mona", 403)):
        assert phone_of(cast, name).get(f"pay-files/{file['id']}/file").status_code == status


def test_a_files_lines_add_up_to_its_parts(cast: Cast) -> None:
    for number, shopper in enumerate((cast.sasha, cast.sam, cast.sasha)):
        one = an_assignment(cast.wave, cast.nice, shopper, fee=f"{10 + number}.37")
        made = arrives(one, worked("P_")["answers"])
        Pay.objects.filter(visit=made).delete()
        pay = owe(made.pk)
        assert pay is not None
        pay.expenses.create(amount="3.33", approved="1.11", what="Tea")
        Pay.objects.filter(pk=pay.pk).update(state="approved", share="0.33")
    file = make_file(cast.brand, by=cast.hana)
    lines = lines_of(file)
    parts = [total_of(pay) for pay in Pay.objects.filter(file=file)]
    assert sum(line["total"] for line in lines) == sum(parts)
    assert all(line["fees"] + line["expenses"] == line["total"] for line in lines)
    assert sorted(line["visits"] for line in lines) == [1, 2]
    assert PayFile.objects.count() == 1


@trying(deadline=None)
@given(st.lists(st.tuples(MONEY, SHARES, st.lists(st.none() | MONEY, max_size=4)), max_size=20))
def test_a_total_is_the_sum_of_its_parts_whatever_they_are(pays: list[Any]) -> None:
    totals = [total(fee, share, expenses) for fee, share, expenses in pays]
    fees = sum((owed_fee(fee, share) for fee, share, _ in pays), Decimal(0))
    laid_out = sum((one for _, _, many in pays for one in many if one is not None), Decimal(0))
    assert sum(totals, Decimal(0)) == fees + laid_out
    assert all(owed_fee(fee, share) <= fee for fee, share, _ in pays)
    assert all(one == one.quantize(Decimal("0.01")) for one in totals)


@trying(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["due", "approved", "refused", "paid"]), st.booleans()), max_size=12)
)
def test_no_way_leads_out_of_a_file_but_being_paid(wishes: list[Any]) -> None:
    state, in_file = "due", False
    for wish, files_it in wishes:
        in_file = in_file or (files_it and state == "approved")
        if may_follow(state, wish, in_file=in_file):
            assert state != "paid"
            assert not in_file or wish == "paid"
            assert in_file or wish != "paid"
            state = wish
    assert state in NEXT


def test_a_name_that_a_spreadsheet_would_run_is_words() -> None:
    who = {"name": "=1+1", "email": "@x"}
    line = {
        "shopper": who,
        "currency": "EUR",
        "fees": Decimal(1),
        "expenses": Decimal(0),
        "total": Decimal(1),
    }
    row = as_csv(7, [line | {"visits": 1}]).splitlines()[1]
    assert row == "0007-0001,'=1+1,'@x,EUR,1.00,0.00,1.00,1"


def test_nobody_pays_what_is_in_no_file(cast: Cast, visit: Visit) -> None:
    with pytest.raises(Refused, match="nothing_to_pay"):
        make_file(cast.brand, by=cast.hana, currency="USD")
    assert (
        phone_of(cast, "hana").post(f"pays/{Pay.objects.get().pk}/decide", {"state": "paid"}).status_code
        == 422
    )
