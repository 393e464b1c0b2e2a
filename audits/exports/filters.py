"""The filters of the screen, as an export keeps and reads them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from audits.refusals import refused
from audits.visits.models import Visit

NAMES = ("wave", "region", "store", "state", "band", "critical", "from", "to", "q")
BANDS = ("green", "amber", "red")
_KEYS = ("wave", "region", "store")
_PATHS = {"wave": "wave", "region": "store__region", "store": "store", "band": "band"}


def read_filters(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The filters in their one form: lists of strings, days, a boolean, words. Empty ones are left out.

    Refused as `invalid`, naming each filter, where a name is unknown or a value can't be one.
    """
    kept: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for name, value in asked.items():
        if name == "brand" or value in (None, "", []):
            continue
        try:
            kept[name] = _value(name, value)
        except (ValueError, TypeError):
            errors[name] = ["unknown" if name not in NAMES else "invalid"]
    if errors:
        raise refused("invalid", errors={"filters": errors})
    return kept


def _value(name: str, value: Any) -> Any:
    if name in _KEYS:
        return [str(UUID(str(one))) for one in _several(value)]
    if name == "state":
        return [Visit.State(one).value for one in _several(value)]
    if name == "band":
        return [BANDS[BANDS.index(one)] for one in _several(value)]
    if name in ("from", "to"):
        return date.fromisoformat(value).isoformat()
    if name == "critical":
        return {"true": True, "1": True, "false": False, "0": False}.get(str(value).lower()) or _false(value)
    if name == "q" and isinstance(value, str) and "\0" not in value:
        return value.strip()[:200]
    raise ValueError(name)


def _false(value: Any) -> bool:
    if str(value).lower() not in ("false", "0"):
        raise ValueError(value)
    return False


def _several(value: Any) -> list[str]:
    several = value.split(",") if isinstance(value, str) else value
    if not isinstance(several, list) or len(several) > 5000:
        raise ValueError(value)
    return [str(one) for one in several]


def visits_asked(filters: Mapping[str, Any], *, sees_days: bool) -> Q:
    """The condition on visits. Without `state` it asks for released ones only.

    Whoever may not know the day of a visit asks by whole weeks, else a row of narrow files would tell it.
    """
    asked = _one_or_several("state", filters.get("state") or [Visit.State.RELEASED.value])
    for name in ("wave", "region", "store", "band"):
        if name in filters:
            asked &= _one_or_several(_PATHS[name], filters[name])
    if "critical" in filters:
        asked &= Q(is_critical=filters["critical"])
    if "q" in filters:
        words = filters["q"]
        asked &= Q(store__name__icontains=words) | Q(store__number=words) | Q(store__city__icontains=words)
    return asked & _days(filters, sees_days=sees_days)


def _one_or_several(path: str, values: list[str]) -> Q:
    return Q(**{path: values[0]}) if len(values) == 1 else Q(**{f"{path}__in": values})


def _days(filters: Mapping[str, Any], *, sees_days: bool) -> Q:
    days = Q()
    if "from" in filters:
        first = date.fromisoformat(filters["from"])
        days &= Q(local_day__gte=first if sees_days else first - timedelta(days=first.weekday()))
    if "to" in filters:
        last = date.fromisoformat(filters["to"])
        rest = min(timedelta(days=6 - last.weekday()), date.max - last)  # of its week, of all days there are
        days &= Q(local_day__lte=last if sees_days else last + rest)
    return days
