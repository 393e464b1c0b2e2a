"""The tasks: one reacts to lines of the journal, one finds the lines that nobody was told of, one delivers messages."""

from celery import shared_task

from audits import reactions
from audits.journal import sweeping
from audits.messages.delivery import deliver_due


@shared_task(name="audits.react")
def react(lines: list[int]) -> None:
    """What must follow the acts of these lines; harmless when it has followed already."""
    reactions.react_to(lines)


@shared_task(name="audits.sweep")
def sweep() -> int:
    """Do what is due by the clock, then announce again the lines whose announcement was lost; their number."""
    reactions.keep_time()
    return sweeping.sweep()


@shared_task(name="audits.deliver")
def deliver() -> int:
    """Send the messages that are due; their number."""
    return deliver_due()
