"""Who is meant by an id that counted once?"""

from collections import Counter

from instep.identity.keeping import Stay
from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text

MOST_STEPS = 20


def present_id(warehouse: Warehouse, former: str) -> str | None:
    """The id under which most of its records are now; where all are gone, of whom they were part when they went."""
    seen: set[str] = set()
    entity: str | None = former
    while entity and entity not in seen and len(seen) < MOST_STEPS:
        seen.add(entity)
        stays = [Stay(**row) for row in warehouse.select(question_text("identity/former"), entity=entity)]
        if any(stay.entity == entity and stay.until_at is None for stay in stays):
            return entity
        entity = led_to(entity, stays)
    return None


def led_to(entity: str, stays: list[Stay]) -> str | None:
    """stays: all those of records that ever belonged to the entity."""
    now = Counter(stay.entity for stay in stays if stay.until_at is None)
    if now:
        return min(now, key=lambda each: (-now[each], each))
    later = [stay for stay in stays if stay.entity != entity and stay.until_at]
    return max(later, key=lambda stay: (stay.until_at, stay.entity)).entity if later else None
