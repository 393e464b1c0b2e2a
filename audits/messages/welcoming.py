"""Telling somebody that she is invited."""

from audits.journal.models import Entry
from audits.messages.services import tell
from audits.people.models import Post


def welcome(entry: Entry) -> None:
    """Tell whoever was given a post, by mail, where she signs in. Asked again she is told again."""
    post = Post.objects.select_related("person", "brand").filter(pk=entry.subject).first()
    if post is None:
        return
    content = {
        "brand": post.brand.name,
        "by": entry.by.name if entry.by else post.brand.name,
        "role": post.role,
        "email": post.person.email,
        "link": "/sign-in",
    }
    tell([post.person_id], kind="welcome", cause=f"welcome:{entry.pk}", content=content, brand=post.brand_id)
