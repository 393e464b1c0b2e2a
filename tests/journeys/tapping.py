"""Fingers on the checklist: one function for each kind of question, each done once the phone has kept it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from tests.journeys.photos import a_photograph
from tests.journeys.waiting import until

Tap = Callable[["Finger", Locator], object]


@dataclass
class Finger:
    """Somebody who taps. `tapped` holds what she answered, by the question's name, as an export will say it."""

    page: Page
    tapped: dict[str, str] = field(default_factory=dict)

    def question(self, name: str) -> Locator:
        return self.page.locator(f"#q-{name}-box")

    def answer(self, name: str, tap: Tap) -> None:
        """Answer one question."""
        box = self.question(name)
        box.scroll_into_view_if_needed()
        self.tapped[name] = str(tap(self, box))

    def section(self, name: str, taps: dict[str, Tap]) -> None:
        """Answer a section's questions as they come up; those not asked in this visit never do."""
        self.page.wait_for_url(re.compile(rf"/section/{name}$"))
        expect(self.question(next(iter(taps)))).to_be_visible()
        left = dict(taps)

        def came_up() -> list[str]:
            return [each for each in left if self.question(each).count()]

        def is_whole() -> bool:
            for question in came_up():
                self.answer(question, left.pop(question))
            return self.page.locator(".bar .act.short").count() == 0 and not came_up()

        until(is_whole, f"nothing missing in {name}")

    def on(self) -> None:
        """The large button at the foot: the next section, or the look before sealing."""
        self.page.locator(".bar .act.first").tap()


def one(value: str) -> Tap:
    """One of several."""

    def tap(finger: Finger, box: Locator) -> str:
        choice = box.locator(f'input[value="{value}"]')
        box.locator("label").filter(has=finger.page.locator(f'input[value="{value}"]')).tap()
        expect(choice).to_be_checked()
        return value

    return tap


def many(*values: str) -> Tap:
    """Any of several."""

    def tap(finger: Finger, box: Locator) -> str:
        for value in values:
            one(value)(finger, box)
        return " ".join(values)

    return tap


def steps(number: int) -> Tap:
    """A number by its stepper, from nothing."""

    def tap(finger: Finger, box: Locator) -> str:
        for so_far in range(1, number + 1):
            box.get_by_role("button", name="One more").tap()
            expect(box.locator("input")).to_have_value(str(so_far))
        return str(number)

    return tap


def now(finger: Finger, box: Locator) -> str:
    """The moment, stamped; what the phone wrote down is what is expected."""
    box.get_by_role("button", name="Tap now").tap()
    return str(box.locator("time").get_attribute("datetime"))


def words(text: str) -> Tap:
    """Words, typed."""

    def tap(finger: Finger, box: Locator) -> str:
        field = box.locator("textarea")
        field.tap()
        field.press_sequentially(text)
        field.blur()
        return text

    return tap


def here(finger: Finger, box: Locator) -> str:
    """Where the phone is."""
    box.get_by_role("button", name="Find me").tap()
    expect(box).to_contain_text("to within 12 m")
    return "51.5102 -0.1418 12"


def showing(subject: str) -> Tap:
    """A photo of this subject through the phone's own chooser, as the camera leaves it."""

    def tap(finger: Finger, box: Locator) -> str:
        before = box.locator("figure").count()
        with finger.page.expect_file_chooser() as chooser:
            box.locator("label.add").tap()
        content = a_photograph(subject)
        chooser.value.set_files({"name": "IMG_0001.JPG", "mimeType": "image/jpeg", "buffer": content})
        expect(box.locator("figure img")).to_have_count(before + 1)
        question = str(box.get_attribute("id")).removeprefix("q-").removesuffix("-box")
        return f"{question}-{before + 1}.jpg"

    return tap


def photograph(finger: Finger, box: Locator) -> str:
    """A photo that looks the same whenever this question is answered."""
    return showing(str(box.get_attribute("id")))(finger, box)
