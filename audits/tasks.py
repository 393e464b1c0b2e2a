"""The two tasks: one reacts to a line of the journal, one finds the lines that nobody was told of."""

from celery import shared_task

from audits import reactions


@shared_task(name="audits.react")
def react(entry: int) -> None:
    """What must follow the act of line `entry`; harmless when it has followed already."""
    reactions.react(entry)


@shared_task(name="audits.sweep")
def sweep() -> int:
    """Announce again every line that waits; the number announced."""
    return reactions.sweep()
