"""Who signs in to the demonstration. Knows no framework, so that the supervisor can print it."""

PASSWORD = "encore-demo"  # noqa: S105 - meant to be known; the demonstration never runs in public
DOMAIN = "demo.example"

# first name, family name, what she is (for the terminal)
CAST: list[tuple[str, str, str]] = [
    ("Sasha", "Verhoeven", "shopper"),
    ("Sam", "Tarrant", "shopper"),
    ("Rita", "Amsel", "reviewer"),
    ("Stella", "Carvell", "store manager"),
    ("Mona", "Lindqvist", "regional manager, North"),
    ("Otto", "Ferrari", "regional manager, South"),
    ("Hana", "Okafor", "headquarters"),
    ("Zoe", "Laurent", "headquarters of another brand, Atelier Sorel"),
]


def email_of(name: str) -> str:
    """The address of somebody in the cast, by her first name."""
    return f"{name.lower()}@{DOMAIN}"


SIGN_INS: list[tuple[str, str]] = [(email_of(name), role) for name, _, role in CAST]
