"""What HQ wrote is read in the store without a network: headings, lists and pictures."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from audits.management.demonstration.cast import email_of
from tests.journeys.browsers import Phone, sign_in
from tests.journeys.encore import Encore
from tests.journeys.waiting import until, until_kept

KEPT = """async () => {
  const boxes = (await caches.keys()).filter((name) => name.startsWith("encore.brief."));
  return boxes.length && (await (await caches.open(boxes[0])).keys()).length;
}"""
WRITING = """
import io
from PIL import Image
from audits.people.models import Person
from audits.waves.briefs import keep_picture
from audits.waves.models import Assignment
sam = Person.objects.get(email="{sam}")
hana = Person.objects.get(email="{hana}")
drawn = io.BytesIO()
Image.new("RGB", (320, 200), "#1d4739").save(drawn, "JPEG")
one = Assignment.objects.filter(shopper=sam, state="assigned").order_by("window_to").first()
kept = keep_picture(drawn.getvalue(), width=320, height=200, brand=one.brand_id, by=hana)
words = "Come as a guest who looks for a gift.\\n\\n# On the way\\n\\n- Stay **twenty minutes**\\n- Pay in cash"
one.brief = {{"en": words + f"\\n\\n![The side entrance](picture:{{kept.sha256}})"}}
one.save()
"""


def test_a_brief_with_a_picture_is_read_without_a_network(
    a_phone: Callable[..., Phone], encore: Encore
) -> None:
    encore.shell(WRITING.format(sam=email_of("Sam"), hana=email_of("Hana")))
    phone = a_phone()
    page = phone.open()
    sign_in(page, "sam")
    expect(page.locator("section.next .scenario")).to_have_text("Come as a guest who looks for a gift.")
    until(lambda: page.evaluate(KEPT) == 1, "the picture on the phone")
    until_kept(page)
    expect(page.locator(".ready")).to_contain_text(re.compile("Ready offline|Here, but may be erased"))
    assert phone.context is not None
    phone.context.set_offline(True)
    page.get_by_role("link", name="Read the brief").tap()
    expect(page.get_by_role("heading", name="On the way")).to_be_visible()
    expect(page.locator(".brief-body strong")).to_have_text("twenty minutes")
    picture = page.get_by_role("img", name="The side entrance")
    expect(picture).to_have_js_property("naturalWidth", 320)  # 0 until it is decoded
    expect(picture).to_be_visible()
