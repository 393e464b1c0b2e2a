"""What shoppers of the demonstration write, and the briefs they are given."""

WARM = [
    "She came round the counter and began again with my brother, not with the watch.",
    "I was offered water, a chair and time. Nobody looked at the clock but me.",
    "He remembered the name I had said once, and used it at the door.",
    "They found a way to have the strap made shorter before Friday, and rang to say so.",
    "Nobody has listened to me like that in a shop for years.",
    "I left without buying and was walked to the corner all the same.",
    "The advisor told me the piece was not for me, and why, and was right.",
]
EVEN = [
    "Everything was done as it should be. I would go again if I needed something.",
    "Correct and a little distant; the piece itself did most of the talking.",
    "Good advice once it had begun, though I had to ask before anything left the case.",
    "Friendly, well trained, and a little too quick to fetch the next customer.",
    "A pleasant half hour. I can’t say that anything surprised me.",
]
COLD = [
    "Until I said I would think about it, I was a guest. After that I was somebody in the way.",
    "The first look went from my shoes upwards, and the rest of the visit never recovered.",
    "I was shown three pieces and told their prices, in that order.",
    "The smile was switched off between two sentences.",
    "I felt relief when the door closed behind me.",
]
GIVEN = [
    "A second glass, unasked.",
    "He went to look in the atelier himself.",
    "She wrote the care advice by hand.",
]
MISSING = ["Nobody looked up.", "No tray, no gloves, no word.", "My question was answered to the till."]
DISTRUST = "A guard stood one step behind me from the door to the case and back."

# name of the scenario: its values and its brief
SCENARIOS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "A watch for a brother": (
        {"scenario_competitor": "true", "scenario_probe": "true", "scenario_look": "dressed_down"},
        {
            "en": "A watch for your brother’s fortieth. You know his taste, not the brand. Arrive dressed down. "
            "Name another house once. Ask whether the engraving can be done by tomorrow.",
            "fr": "Une montre pour les quarante ans de votre frère. Vous connaissez son goût, pas la maison. "
            "Venez en tenue simple. Citez une fois une autre maison. Demandez la gravure pour demain.",
            "ar": "ساعة لعيد ميلاد أخيك الأربعين. تعرف ذوقه ولا تعرف الدار. احضر بملابس بسيطة. "
            "اذكر دارًا أخرى مرة واحدة. اسأل إن كان النقش ممكنًا حتى الغد.",
        },
    ),
    "A gift for a sister": (
        {"scenario_competitor": "true", "scenario_probe": "true", "scenario_look": "dressed_up"},
        {
            "en": "A gift for a sister, with a request the rules don’t foresee: may she change it in another city?",
            "fr": "Un cadeau pour une sœur, et une demande que les règles ne prévoient pas : "
            "peut-elle l’échanger dans une autre ville ?",
            "ar": "هدية لأخت، مع طلب لا تتوقعه القواعد: هل يمكنها استبدالها في مدينة أخرى؟",
        },
    ),
    "A birthday present, your own": (
        {"scenario_competitor": "false", "scenario_probe": "false", "scenario_look": "everyday"},
        {
            "en": "A birthday present for yourself. Take your time; you may leave without buying.",
            "fr": "Un cadeau d’anniversaire pour vous-même. Prenez votre temps ; rien ne vous oblige à acheter.",
            "ar": "هدية عيد ميلاد لنفسك. خذ وقتك، ويمكنك أن تغادر دون شراء.",
        },
    ),
}
