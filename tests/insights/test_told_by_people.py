"""What only people know: forecasts, costs, sales, the staff's pulse, studies. Who may say it, and until when."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from audits.insights.models import Forecast, Insight, Pair, Pulse, PulseAnswer, PulseLink, SalesMonth, Study
from audits.insights.services import ask_for_tonight, compute_all
from audits.insights.services.pulses import make_links
from audits.insights.staff import pulse_by_store
from audits.people.models import Role
from audits.people.shoppers import Consent
from audits.waves.models import Assignment
from tests.cast import Cast, a_person, a_store
from tests.insights.making import a_released_visit, some_answers, standing
from tests.making import follow

pytestmark = pytest.mark.django_db
SECTIONS = {"welcome": 88, "closing": 75}


def ask(cast: Cast, who: str, path: str, **query: str) -> Any:
    return Client().get(f"/api/v1/{path}", query, headers=cast.bearer(getattr(cast, who)))


def say(cast: Cast, who: str, path: str, told: Any) -> Any:
    headers = cast.bearer(getattr(cast, who))
    return Client().post(f"/api/v1/{path}", told, content_type="application/json", headers=headers)


def forecast(cast: Cast, who: str, level: str, subject: Any, **changed: Any) -> Any:
    told = {"wave": str(cast.wave.pk), "level": level, "id": str(subject), "sections": SECTIONS}
    return say(cast, who, "forecasts", told | {"exceeded": {"welcome": 0.4}} | changed)


# forecasts


def test_a_forecast_is_sealed_once_and_told_beside_what_was_lived(cast: Cast) -> None:
    opened = ask(cast, "stella", "forecasts").json()["open"]
    assert [one["wave"]["id"] for one in opened] == [str(cast.wave.pk)]
    assert {"welcome", "closing"} <= set(opened[0]["sections"])
    assert forecast(cast, "stella", "store", cast.lille.pk).status_code == 201
    assert forecast(cast, "stella", "store", cast.lille.pk).json()["code"] == "forecast_sealed"
    assert forecast(cast, "mona", "region", cast.north.pk, sections={"welcome": 100}).status_code == 201
    for turn in range(8):
        a_released_visit(cast.wave, cast.lille, cast.sasha, some_answers(Random(turn), kept=0.5))
    standing(cast.wave)
    compute_all(cast.brand.pk)
    own = ask(cast, "stella", "insights/perception").json()["figures"]
    assert {one["name"] for one in own["sections"]} == set(SECTIONS)
    assert own["sections"][0]["gap"]["n"] == 8
    assert ask(cast, "mona", "insights/perception").json()["figures"]["sections"][0]["forecast"] == 100
    told = ask(cast, "hana", "insights/perception").json()
    assert (told["n"], told["unit"], told["wave"]["number"]) == (2, "forecasts", 1)
    assert ask(cast, "stella", "forecasts").json()["open"] == []


def test_once_a_visit_is_released_it_is_too_late(cast: Cast) -> None:
    a_released_visit(cast.wave, cast.lille, cast.sasha, some_answers(Random(1)))
    assert forecast(cast, "stella", "store", cast.lille.pk).json()["code"] == "results_open"
    assert forecast(cast, "mona", "region", cast.north.pk).json()["code"] == "results_open"
    assert forecast(cast, "otto", "region", cast.south.pk).status_code == 201
    assert Forecast.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"sections": {"welcome": 101}}, 422),
        ({"sections": {"nowhere": 50}}, 422),
        ({"exceeded": {"welcome": 1.2}}, 422),
        ({"sections": {}, "exceeded": {}}, 422),
        ({"wave": "3b7a3d2e-0000-4000-8000-000000000000"}, 404),
        ({"sections": "all"}, 422),
    ],
)
def test_what_cannot_be_forecast_is_refused(cast: Cast, changed: dict[str, Any], status: int) -> None:
    assert forecast(cast, "stella", "store", cast.lille.pk, **changed).status_code == status
    assert not Forecast.objects.exists()


def test_a_forecast_is_of_ones_own(cast: Cast) -> None:
    assert forecast(cast, "stella", "store", cast.rouen.pk).status_code == 404
    assert forecast(cast, "mona", "region", cast.south.pk).status_code == 404
    for who in ("hana", "rita", "sasha"):
        assert forecast(cast, who, "store", cast.lille.pk).status_code == 403


# costs


def test_costs_of_acts_price_what_went_beyond(cast: Cast) -> None:
    for turn in range(12):
        a_released_visit(cast.wave, cast.lille, cast.sasha, some_answers(Random(turn), warmth=0.9))
    standing(cast.wave)
    compute_all(cast.brand.pk)
    named = {one["act"]: one for one in ask(cast, "hana", "act-costs").json()["acts"]}
    assert named["drink"]["cost"] is None and named["drink"]["nature"] == "tangible"
    assert named["story"]["nature"] == "personal"
    said = say(cast, "hana", "act-costs", {"costs": {"drink": "6.50", "small_gift": "20"}}).json()
    assert {one["act"]: one["cost"] for one in said["acts"]}["drink"] == "6.50"
    follow()
    costs = ask(cast, "hana", "insights/perk").json()["figures"]["costs"]
    assert costs["currency"] == "EUR"
    assert costs["total"] == pytest.approx(sum(one["each"] * one["delivered"] for one in costs["acts"]))
    say(cast, "hana", "act-costs", {"costs": {"drink": None, "small_gift": None}})
    follow()
    assert ask(cast, "hana", "insights/perk").json()["figures"]["costs"]["withheld"]["why"] == "no_costs"


@pytest.mark.parametrize("who", ["mona", "stella", "rita", "sasha"])
def test_costs_and_sales_are_headquarters(cast: Cast, who: str) -> None:
    assert ask(cast, who, "act-costs").status_code == 403
    assert say(cast, who, "act-costs", {"costs": {"drink": "1"}}).status_code == 403
    assert sales(cast, "a,b\n1,2\n", who=who).status_code == 403


@pytest.mark.parametrize("costs", [{"drink": "-1"}, {"drink": "much"}, {"": "1"}, ["drink"], None])
def test_costs_that_cannot_be_taken(cast: Cast, costs: Any) -> None:
    assert say(cast, "hana", "act-costs", {"costs": costs}).status_code == 422


# sales

SHEET = """Code magasin;Mois;Ventes HT;Visiteurs
L01;2026-01;12 345,50 €;1 200
l01;02/2026;13.000,00;1100
R02;01/03/2026;9000;900
Nice;2026-03-01;8000;800
X99;2026-03;1;1
R02;soon;1;1
R02;2026-04;-5;1
R02;2026-05;5;many
R02;2026-03;9001;900
"""


def sales(cast: Cast, content: str, *, who: str = "hana", mapping: str = "", take: str = "true") -> Any:
    file = SimpleUploadedFile("sales.csv", content.encode(), content_type="text/csv")
    told = {"file": file, "take": take} | ({"mapping": mapping} if mapping else {})
    return Client().post("/api/v1/sales-imports", told, headers=cast.bearer(getattr(cast, who)))


def test_sales_are_taken_and_every_other_row_is_named(cast: Cast) -> None:
    report = sales(cast, SHEET).json()
    assert (report["rows"], report["taken"], report["refused"]) == (9, 4, 5)
    assert [(one["row"], one["code"]) for one in report["problems"]] == [
        (6, "store_unknown"),
        (7, "month_unreadable"),
        (8, "sales_unreadable"),
        (9, "visitors_unreadable"),
        (10, "repeated"),
    ]
    kept = (
        SalesMonth.objects.filter(store=cast.lille)
        .order_by("month")
        .values_list("month", "sales", "visitors")
    )
    assert [(month, float(sold), came) for month, sold, came in kept] == [
        (date(2026, 1, 1), 12345.5, 1200),
        (date(2026, 2, 1), 13000.0, 1100),
    ]
    again = sales(cast, SHEET.replace("9000;900", "9100;900")).json()
    assert (again["taken"], again["updated"], again["unchanged"]) == (0, 1, 3)


def test_sales_of_another_brand_are_unknown_stores(cast: Cast) -> None:
    report = sales(cast, "store,month,sales,visitors\nZ01,2026-01,10,10\n").json()
    assert (report["taken"], report["problems"][0]["code"]) == (0, "store_unknown")


def test_headings_that_cannot_be_told_are_asked_for(cast: Cast) -> None:
    content = "a,b,c,d\nL01,2026-01,10,10\n"
    refused = sales(cast, content)
    assert refused.status_code == 422
    assert refused.json()["code"] == "mapping_incomplete"
    assert refused.json()["missing"] == ["store", "month", "sales", "visitors"]
    mapping = '{"store": "a", "month": "b", "sales": "c", "visitors": "d"}'
    assert sales(cast, content, mapping=mapping).json()["taken"] == 1


@pytest.mark.parametrize("content", ["", "\0\0", "only a heading\n"])
def test_a_file_that_is_no_spreadsheet(cast: Cast, content: str) -> None:
    assert sales(cast, content).status_code == 422
    assert sales(cast, SHEET, mapping="[1]").status_code == 422


def test_sales_are_looked_at_before_they_are_taken(cast: Cast) -> None:
    looked = sales(cast, SHEET, take="false")
    assert looked.status_code == 200
    assert not SalesMonth.objects.exists()
    taken = sales(cast, SHEET).json()
    assert looked.json() == taken | {"is_taken": False}
    assert taken["sample"][0] == ["L01", "2026-01", "12 345,50 €", "1 200"]


def test_the_command_takes_sales_too(cast: Cast, tmp_path: Any, capsys: Any) -> None:
    path = tmp_path / "sales.csv"
    path.write_text(SHEET, "utf-8")
    call_command("import_sales", str(path), "--brand", cast.brand.slug)
    assert "4 taken" in capsys.readouterr().out
    assert SalesMonth.objects.count() == 4


# the staff's pulse


def pulse_links(cast: Cast, *, days: int = 7, each: int = 10) -> list[str]:
    closes = timezone.now().date() + timedelta(days=days)
    made = make_links(wave=cast.wave, closes=closes, by=cast.hana, each=each, stores=[cast.lille.pk])
    return [one.key for one in made]


def a_link(cast: Cast, *, days: int = 7) -> str:
    return pulse_links(cast, days=days, each=1)[0]


def closes() -> None:
    """The days go by until every pulse is over."""
    Pulse.objects.update(closes=timezone.now().date() - timedelta(days=1))


def answer(key: str, marks: Any, address: str = "203.0.113.7") -> int:
    told = {"items": marks}
    return (
        Client(REMOTE_ADDR=address)
        .post(f"/api/v1/pulse/{key}", told, content_type="application/json")
        .status_code
    )


def test_staff_answer_without_a_name_and_without_an_hour(cast: Cast) -> None:
    key = a_link(cast)
    asked = Client().get(f"/api/v1/pulse/{key}").json()
    assert (asked["store"], len(asked["items"]), asked["is_open"]) == ("Lille", 5, True)
    assert answer(key, [5, 4, 3, 4, 5]) == 204
    kept = PulseAnswer.objects.get()
    assert {field.name for field in PulseAnswer._meta.fields} == {"id", "pulse", "items", "on"}
    assert type(kept.on) is date


def test_fewer_than_five_answers_say_nothing_to_anybody(cast: Cast) -> None:
    keys = pulse_links(cast)
    for turn in range(5):
        told = ask(cast, "hana", "pulses", wave=str(cast.wave.pk)).json()["results"][0]
        assert told["answers"] is None
        assert pulse_by_store(cast.brand, [cast.wave]) == {}
        assert answer(keys[turn], [3, 3, 3, 3, 3], f"203.0.113.{turn}") == 204
    assert ask(cast, "hana", "pulses", wave=str(cast.wave.pk)).json()["results"][0]["answers"] == 5
    closes()
    assert pulse_by_store(cast.brand, [cast.wave]) == {cast.lille.pk: [3.0] * 5}


def test_an_open_pulse_tells_nothing_or_the_sixth_answer_would_be_one_persons(cast: Cast) -> None:
    for turn, key in enumerate(pulse_links(cast, each=6)):
        assert answer(key, [1 + turn % 5] * 5, f"203.0.113.{turn}") == 204
        assert pulse_by_store(cast.brand, [cast.wave]) == {}
    closes()
    assert len(pulse_by_store(cast.brand, [cast.wave])[cast.lille.pk]) == 6


@pytest.mark.parametrize("marks", [[1, 2, 3, 4], [0, 1, 2, 3, 4], [6, 1, 1, 1, 1], "11111", None, [1.5] * 5])
def test_marks_that_cannot_be_taken(cast: Cast, marks: Any) -> None:
    assert answer(a_link(cast), marks) == 422
    assert not PulseAnswer.objects.exists()


def test_a_pulse_closes_and_an_unknown_key_is_nothing(cast: Cast) -> None:
    assert answer(a_link(cast, days=-1), [1, 1, 1, 1, 1]) == 409
    assert answer("nobodys-key", [1, 1, 1, 1, 1]) == 404


def test_one_address_cannot_flood_a_pulse(cast: Cast) -> None:
    keys = pulse_links(cast, each=31)
    answers = [answer(key, [1, 1, 1, 1, 1], "198.51.100.9") for key in keys]
    assert answers == [204] * 30 + [429]


def test_a_link_is_good_for_one_answer_that_nothing_leads_back_to(cast: Cast) -> None:
    first, second = pulse_links(cast, each=2)
    assert [answer(key, [5, 5, 5, 5, 5]) for key in (first, first, second)] == [204, 404, 204]
    assert Client().get(f"/api/v1/pulse/{first}").status_code == 404
    assert not PulseLink.objects.exists()
    assert Pulse.objects.get().links == PulseAnswer.objects.count() == 2


def test_links_are_told_once_and_to_headquarters(cast: Cast) -> None:
    told = {"wave": str(cast.wave.pk), "closes": str(timezone.now().date()), "each": 2}
    made = say(cast, "hana", "pulses", told).json()
    assert [one["store"] for one in made["links"]] == ["Lille", "Lille", "Nice", "Nice", "Rouen", "Rouen"]
    assert {one["links"] for one in made["results"]} == {2}
    assert "links" not in ask(cast, "hana", "pulses", wave=str(cast.wave.pk)).json()
    assert not PulseLink.objects.filter(digest__in=[one["key"] for one in made["links"]]).exists()
    assert {one["links"] for one in say(cast, "hana", "pulses", told).json()["results"]} == {4}
    assert say(cast, "hana", "pulses", told | {"each": 0}).status_code == 422
    over = told | {"closes": str(timezone.now().date() - timedelta(days=1))}
    assert say(cast, "hana", "pulses", over).json()["errors"].keys() == {"closes"}
    assert say(cast, "zoe", "pulses", told).status_code == 404
    assert say(cast, "mona", "pulses", told).status_code == 403


# studies of matched pairs


def a_study(cast: Cast) -> Study:
    made = say(cast, "hana", "studies", {"name": "Accents", "attribute": "accent"}).json()
    return Study.objects.get(pk=made["id"])


def a_pair(cast: Cast, study: Study, **changed: Any) -> Any:
    told = {"wave": str(cast.wave.pk), "store": str(cast.lille.pk), "bearer": str(cast.sasha.pk)}
    told |= {"other": str(cast.sam.pk), "from": str(timezone.now().date()), "daypart": "morning"}
    return say(cast, "hana", f"studies/{study.pk}/pairs", told | changed)


def agree(cast: Cast) -> None:
    for person in (cast.sasha, cast.sam):
        Consent.objects.create(person=person, brand=cast.brand, kind="study", words="I agree.")


def test_a_pair_is_alike_and_its_secret_is_kept(cast: Cast) -> None:
    agree(cast)
    study = a_study(cast)
    assert a_pair(cast, study).json()["pairs"] == 1
    pair = Pair.objects.select_related("first", "second").get()
    assert {pair.first.shopper_id, pair.second.shopper_id} == {cast.sasha.pk, cast.sam.pk}
    assert (pair.first.store_id, pair.first.daypart) == (pair.second.store_id, pair.second.daypart)
    assert pair.second.window_to - pair.first.window_from <= timedelta(days=7)
    assert b"first" not in bytes(pair.secret) and b"second" not in bytes(pair.secret)


def test_who_goes_first_is_drawn(cast: Cast) -> None:
    agree(cast)
    study = a_study(cast)
    for _ in range(24):
        a_pair(cast, study)
    first = list(Pair.objects.values_list("first__shopper", flat=True))
    assert 2 <= first.count(cast.sasha.pk) <= 22  # else one in 140,000


@pytest.mark.parametrize(
    "begins", ["0001-01-01", "9999-12-31", str(timezone.now().date() + timedelta(days=31))]
)
def test_a_pair_begins_within_its_wave(cast: Cast, begins: str) -> None:
    agree(cast)
    refused = a_pair(cast, a_study(cast), **{"from": begins})
    assert refused.json()["errors"] == {"from": ["outside_the_wave"]}
    assert not Pair.objects.exists()


def test_without_consent_there_is_no_pair(cast: Cast) -> None:
    study = a_study(cast)
    Consent.objects.create(person=cast.sasha, brand=cast.brand, kind="study", words="I agree.")
    assert a_pair(cast, study).json()["code"] == "no_consent"
    Consent.objects.create(
        person=cast.sam, brand=cast.brand, kind="study", words="I agree.", withdrawn_at=timezone.now()
    )
    assert a_pair(cast, study).json()["code"] == "no_consent"
    assert not Assignment.objects.filter(daypart="morning").exists()


def test_pairs_tell_who_was_served_worse_and_go_with_their_study(cast: Cast) -> None:
    agree(cast)
    study = a_study(cast)
    for turn in range(40):
        a_pair(cast, study)
        pair = Pair.objects.select_related("first", "second").latest("pk")
        for assignment in (pair.first, pair.second):
            is_judged = assignment.shopper_id == cast.sasha.pk and turn % 3 == 0
            feeling = "judged" if is_judged else "valued"
            answers = some_answers(Random(turn), kept=1.0, feeling=feeling)
            shopper = cast.sasha if assignment.shopper_id == cast.sasha.pk else cast.sam
            a_released_visit(cast.wave, cast.lille, shopper, answers, assignment=assignment)
    standing(cast.wave)
    compute_all(cast.brand.pk, kinds=["equity"])
    told = ask(cast, "hana", "insights/equity").json()["figures"]["studies"][0]
    ease = next(one for one in told["outcomes"] if one["name"] == "at_ease")
    assert (told["pairs"], ease["worse"], ease["better"], ease["verdict"]) == (40, 14, 0, "shown")
    deleted = Client().delete(f"/api/v1/studies/{study.pk}", headers=cast.bearer(cast.hana))
    assert deleted.status_code == 204
    assert not Pair.objects.exists()
    assert ask(cast, "hana", "insights/equity").json()["withheld"]["why"] == "no_study"


def test_studies_are_for_schedulers_who_know_shoppers(cast: Cast) -> None:
    study = a_study(cast)
    cast.mona, hugo = cast.mona, a_person("hugo", cast.brand, Role.HQ)  # at headquarters, schedules nobody
    headers = cast.bearer(hugo)
    assert Client().get("/api/v1/studies", headers=headers).json()["results"] == []
    assert Client().delete(f"/api/v1/studies/{study.pk}", headers=headers).status_code == 404
    assert ask(cast, "mona", "studies").status_code == 403
    assert Client().delete(f"/api/v1/studies/{study.pk}", headers=cast.bearer(cast.zoe)).status_code == 404


# the night


def test_each_brand_with_results_is_asked_for_once_a_night(cast: Cast) -> None:
    assert ask_for_tonight() == 0
    a_released_visit(cast.wave, a_store(cast.north, "A9", "Amiens"), cast.sasha, some_answers(Random(2)))
    standing(cast.wave)
    assert ask_for_tonight() == 1
    assert ask_for_tonight() == 0  # still waiting
    follow()
    assert Insight.objects.filter(brand=cast.brand, kind="questions").exists()
    assert ask_for_tonight() == 0  # done


def test_the_command_computes_one_kind_of_one_brand(cast: Cast, capsys: Any) -> None:
    a_released_visit(cast.wave, cast.lille, cast.sasha, some_answers(Random(2)))
    standing(cast.wave)
    call_command("compute_insights", "--brand", cast.brand.slug, "--kind", "ratchet")
    assert "insights computed" in capsys.readouterr().out
    assert set(Insight.objects.exclude(kind="facts").values_list("kind", flat=True)) == {"ratchet"}
