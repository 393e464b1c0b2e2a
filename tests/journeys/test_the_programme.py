"""The other main job, end to end: a wave is planned, visited, judged, appealed, and what was lost is won back."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.journeys.browsers import Phone, at_a_desk, sign_in
from tests.journeys.claiming import FEE, STORE, lay_out_a_taxi, received, seal, visit_offline
from tests.journeys.encore import Encore
from tests.journeys.photos import a_photograph
from tests.journeys.short_visit import FOUND, FOUND_BETTER, TITLE, workbook
from tests.journeys.tapping import Finger, words
from tests.journeys.waiting import until

REASON = "Two answers do not fit together yet."
NOTES = {"A2": "Was there a chair that you could have taken?", "B2": "What did they say, word for word?"}
STORY = "He said: come back whenever you like, with or without a reason."
GROUND = "The chair stood beside the door; our guest sat down on it."
HISTORY = "How the score came about"
ANSWER = "The photo shows the chair."


def test_a_wave_becomes_a_verdict_an_appeal_a_history_and_an_action_that_the_next_visit_proves(
    encore: Encore, chromium: Browser, a_phone: Callable[..., Phone]
) -> None:
    encore.hire("nadia")  # Sasha has been at Stella's store, and nobody goes twice
    plan_a_wave(chromium, encore)
    sams = a_phone("sam")
    visit = visit_offline(sams, "sam", FOUND, wavers=True)
    send_two_answers_back(chromium, encore, visit)
    mend_exactly_those(sams, visit)
    lay_out_a_taxi(sams)
    release(chromium, encore, visit)
    before = appeal(chromium, encore, visit)
    overturn(chromium, encore, visit)
    read_history_and_scorecard(chromium, encore, visit, before)
    draw_an_action(chromium, encore)
    release(chromium, encore, visit_offline(a_phone("nadia"), "nadia", FOUND_BETTER))
    see_it_proved(chromium, encore)


def plan_a_wave(chromium: Browser, encore: Encore) -> None:
    """Hana publishes the checklist, opens a wave of it, draws it, and puts one store's visits on the board."""
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "hana")
        page.goto("/checklists")
        sheet: FilePayload = {
            "name": "short_visit.xlsx",
            "mimeType": "application/octet-stream",
            "buffer": workbook(),
        }
        page.locator("input[type=file]").set_input_files(sheet)
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_text(re.compile("edition 1"))).to_be_visible()
        open_wave(page)
        page.get_by_role("button", name="Plan it").click()
        expect(page.get_by_role("button", name=re.compile(r"Draw \d+ visits"))).to_be_visible()
        page.get_by_role("button", name=re.compile(r"Draw \d+ visits")).click()
        expect(page.get_by_text(re.compile(r"\d+ visits drawn"))).to_be_visible()
        page.reload()  # from here on nothing but these acts changes the list
        # the brand's visits fill more than one page of the list; those of a region don't
        with page.expect_response(re.compile(r"/assignments\?.*region=[0-9a-f]")):
            page.locator(".filters label", has_text="Region").locator("select").select_option(label="North")
        put_on_the_board(page.get_by_role("row", name=re.compile("Ardley Row")))


def open_wave(page: Page) -> None:
    page.goto("/waves")
    page.locator("input[name=name]").fill("Short and often")
    page.locator("select[name=checklist]").select_option(label=TITLE)
    page.locator("input[name=opens]").fill(datetime.now(UTC).date().isoformat())
    page.locator("input[name=visits_per_store]").fill("2")
    page.get_by_role("button", name="Open the wave").click()
    page.wait_for_url(re.compile(r"/waves/.+"))
    page.get_by_text("Rules and fee").click()
    page.locator("input[name=fee]").fill(FEE)
    page.locator("input[name=expense_limit]").fill("20")
    page.get_by_role("button", name="Keep the rules").click()
    expect(page.get_by_text("Kept.")).to_be_visible()


def put_on_the_board(visits: Locator) -> None:
    """Both are offered to all, whoever had drawn them."""
    expect(visits).to_have_count(2)
    drawn = visits.filter(has_text="Assigned")
    for left in range(drawn.count(), 0, -1):
        drawn.first.get_by_role("button", name="Offer again").click()
        expect(drawn).to_have_count(left - 1)
    expect(visits.filter(has_text="On the board")).to_have_count(2)


def on_her_desk(page: Page, visit: str) -> None:
    """The visit on Rita's desk, once the worker has graded it."""
    sign_in(page, "rita")

    def graded() -> bool:
        return bool(page.request.get(f"/api/v1/visits/{visit}").json().get("state") == "in_review")

    until(graded, "the visit in review")
    page.goto(f"/review/{visit}")
    expect(page.locator("#visit-title")).to_have_text(STORE)


def send_two_answers_back(chromium: Browser, encore: Encore, visit: str) -> None:
    """Rita's part, by keyboard: a note on each of two answers, and the visit goes back with them."""
    with at_a_desk(chromium, encore.address) as page:
        on_her_desk(page, visit)
        for code, note in NOTES.items():
            answer = page.locator("li.answer").filter(has=page.get_by_text(code, exact=True))
            answer.locator("button.asked").click()
            page.keyboard.press("n")
            page.keyboard.type(note)
            page.keyboard.press("Enter")
            expect(answer.locator(".note-line")).to_contain_text(note)
            page.keyboard.press("Escape")
        page.keyboard.press("b")
        dialog = page.locator("dialog[open]")
        expect(dialog.locator("fieldset.notes input")).to_have_count(len(NOTES))
        dialog.locator("textarea[name=reason]").fill(REASON)
        dialog.get_by_role("button", name="Send back").click()
        has_left_the_desk(page, visit)


def mend_exactly_those(phone: Phone, visit: str) -> None:
    """Sam's phone asks for the two answers and for nothing else; he mends one and stands by the other,
    without a network."""
    assert phone.context is not None
    page = phone.context.pages[0]
    received(page)
    page.goto("/today")
    page.get_by_role("button", name=re.compile("Check")).tap()
    page.locator(f'a[href="/visits/{visit}"]', has_text="Look at it again").tap()
    expect(page.get_by_text(REASON)).to_be_visible()
    for note in NOTES.values():
        expect(page.get_by_text(note)).to_be_visible()
    expect(page.locator(".questions > *")).to_have_count(len(NOTES))
    phone.context.set_offline(True)
    finger = Finger(page)
    finger.question("seated").get_by_role("button", name="It is right as it stands").tap()
    finger.question("story").locator("textarea").fill("")
    finger.answer("story", words(STORY))
    expect(page.get_by_text("2 of 2 mended")).to_be_visible()
    page.get_by_role("link", name="Seal again").tap()
    seal(page)
    phone.context.set_offline(False)
    received(page)


def release(chromium: Browser, encore: Encore, visit: str) -> None:
    """Rita lets it count; what was mended stands beside her notes."""
    with at_a_desk(chromium, encore.address) as page:
        on_her_desk(page, visit)
        page.keyboard.press("r")
        has_left_the_desk(page, visit)


def has_left_the_desk(page: Page, visit: str) -> None:
    """A judged visit waits no longer, and the desk does not come back to it by itself."""

    def is_judged() -> bool:
        return bool(page.request.get(f"/api/v1/visits/{visit}").json().get("state") != "in_review")

    until(is_judged, "the verdict")
    expect(page.locator(f'nav.queue > a[href="/review/{visit}"]:not(.mending ~ a)')).to_have_count(0)
    until(lambda: visit not in page.url, "another page than the judged visit's")


def scorecard(page: Page) -> float:
    """Stella's own scorecard, of the wave: its standard in per cent."""

    def is_of_the_wave() -> bool:
        page.goto("/stores")
        page.get_by_role("link", name=re.compile("Ardley Row")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Ardley Row")
        return TITLE in page.locator("p.edition").inner_text()

    # until the worker has reckoned with the wave's first visit, the page tells the wave before
    until(is_of_the_wave, "the wave's scorecard")
    return float(re.findall(r"\d+", page.locator(".lead").inner_text())[0])


def appeal(chromium: Browser, encore: Encore, visit: str) -> float:
    """Stella's part: she reads the visit and objects to one answer. The standard before."""
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "stella")
        until(lambda: page.request.get(f"/api/v1/visits/{visit}").ok, "the visit, released")
        before = scorecard(page)
        page.locator(f'a[href="/visits/{visit}"]').first.click()
        page.locator("li#seated").get_by_role("button", name="Appeal this answer").click()
        dialog = page.locator("dialog[open]")
        dialog.locator("textarea[name=words]").fill(GROUND)
        dialog.get_by_role("button", name="Appeal", exact=True).click()
        expect(page.locator("li#seated")).to_contain_text(GROUND)
        return before


def overturn(chromium: Browser, encore: Encore, visit: str) -> None:
    """Rita reviewed it, so she may not; Hana decides."""
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "hana")
        page.goto("/appeals")
        page.locator(f'a[href="/visits/{visit}#seated"]').click()
        page.locator("li#seated").get_by_role("button", name="Decide").click()
        dialog = page.locator("dialog[open]")
        dialog.locator("select").first.select_option("overturned")
        dialog.locator("select[name=value]").select_option("yes")
        dialog.locator("textarea[name=answer]").fill(ANSWER)
        dialog.get_by_role("button", name="Decide").click()
        expect(page.locator("li#seated")).to_contain_text("overturned")


def read_history_and_scorecard(chromium: Browser, encore: Encore, visit: str, before: float) -> None:
    """Stella reads both answers and every grade on the visit, nothing of who he was, and a better scorecard."""
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "stella")
        page.goto(f"/visits/{visit}")
        for said in ("No", "Yes", GROUND, ANSWER, "overturned"):
            expect(page.locator("li#seated")).to_contain_text(said)
        history = page.locator("section.part", has=page.get_by_role("heading", name=HISTORY))
        for why in ("As received", "Mended by the shopper", "An appeal overturned · counts now"):
            expect(history.get_by_role("row", name=why)).to_have_count(1)
        assert "Tarrant" not in page.content()
        until(lambda: scorecard(page) > before, "a better scorecard")


def line_of_the_plan(page: Page) -> Locator:
    plan = page.locator("section.part", has=page.get_by_role("heading", name="Action plan"))
    return plan.get_by_role("row", name=re.compile("Were you greeted"))


def draw_an_action(chromium: Browser, encore: Encore) -> None:
    """Stella draws what is most easily won back, takes it upon herself, and shows what she did."""
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "stella")
        scorecard(page)
        page.get_by_role("button", name="Draw from the lost points").click()
        expect(page.get_by_text(re.compile(r"\d actions? drawn"))).to_be_visible()
        row = line_of_the_plan(page)
        row.get_by_role("button").click()
        dialog = page.locator("dialog[open]")
        dialog.locator("select[name=owner]").select_option(label="Stella Carvell")
        dialog.locator("input[name=done]").check()
        proof: FilePayload = {"name": "rota.jpg", "mimeType": "image/jpeg", "buffer": a_photograph("rota")}
        dialog.locator("input[name=proof]").set_input_files(proof)
        dialog.locator("textarea[name=comment]").fill("One of us stands at the door, all day.")
        dialog.locator("button[type=submit]").click()
        expect(row).to_contain_text("Stella Carvell")


def see_it_proved(chromium: Browser, encore: Encore) -> None:
    """The next visit found the point kept; the plan says so, and leads to it."""
    with at_a_desk(chromium, encore.address) as page:
        sign_in(page, "stella")

        def is_kept() -> bool:
            scorecard(page)
            expect(line_of_the_plan(page)).to_be_visible()
            return "kept by the next visit" in line_of_the_plan(page).inner_text()

        until(is_kept, "the action, proved")
        line_of_the_plan(page).get_by_role("link").click()
        expect(page.locator("li#greeted")).to_contain_text("Yes")
