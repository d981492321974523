"""What one version changes of another, clause by clause, and those changes as lines to read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handlers.views.contract.clause import Clause
from handlers.views.contract.clauses import clauses
from handlers.views.contract.purpose import EFFECTIVE
from handlers.views.escape import people
from sla.terms import Terms

_LONG = 90
"""A text longer than this is shown from where it begins to differ."""
_AROUND = 20
_SEPARATOR = re.compile(r"[,;] ")
_MOST = 160
_LABEL = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A clause that differs; `before` is None for a new one, `after` for one that is gone. Plain texts."""

    label: str
    before: str | None
    after: str | None


def differences(before: Terms | None, after: Terms) -> tuple[Change, ...]:
    """In the contract's order, then what is gone, then what merely follows from other changes.

    The day from which a version holds is not among them: each version has its own, and it is said apart.
    """
    old, new = _by_key(before), _by_key(after)
    differing = [(old.get(key), clause) for key, clause in new.items() if _differ(old.get(key), clause)]
    changed = [_change(*pair) for pair in differing if not _follows(*pair)]
    gone = [_change(clause, None) for key, clause in old.items() if key not in new]
    following = [_change(*pair) for pair in differing if _follows(*pair)]
    return (*changed, *gone, *_reordered(old, new), *following)


def change_lines(changes: Sequence[Change], most: int) -> list[str]:
    """Like "• *First attempt:* within 4 h → within 2 h"; beyond `most` a count."""
    lines = [_line(change) for change in changes[:most]]
    hidden = len(changes) - len(lines)
    return [*lines, f"… and {hidden} more"] if hidden else lines


def _by_key(terms: Terms | None) -> dict[str, Clause]:
    found = clauses(terms) if terms else ()
    return {clause.key: clause for clause in found if clause.key != EFFECTIVE}


def _differ(old: Clause | None, new: Clause) -> bool:
    return old is None or (old.label, old.value) != (new.label, new.value)


def _follows(old: Clause | None, new: Clause) -> bool:
    return new.derived and old is not None and old.label == new.label


def _change(old: Clause | None, new: Clause | None) -> Change:
    clause = new or old
    if clause is None:
        raise ValueError("a change needs a clause before or after it")
    label = f"{clause.of}, {clause.label[:1].lower()}{clause.label[1:]}" if clause.of else clause.label
    before, after = old.value if old else None, new.value if new else None
    if old and new and old.value == new.value:
        before, after = old.label, new.label
    return Change(label=label, before=before, after=after)


def _reordered(old: Mapping[str, Clause], new: Mapping[str, Clause]) -> Iterator[Change]:
    """A part whose clauses are the same and stand in another order; a ranking of lead types may mean something."""
    for part in dict.fromkeys(clause.part for clause in new.values()):
        both = [key for key, clause in new.items() if clause.part is part and key in old]
        order = [key for key in old if key in set(both)]
        if both != order:
            moved = next(key for key, other in zip(both, order, strict=True) if key != other)
            yield Change(
                label=f"{part}, order", before="as it was", after=f"“{new[moved].label}” stands elsewhere"
            )


def _line(change: Change) -> str:
    label = people(change.label, _LABEL)
    if change.before is None:
        return f"• New · *{label}:* {people(change.after or '', _MOST)}"
    if change.after is None:
        return f"• Gone · *{label}:* {people(change.before, _MOST)}"
    before, after = _narrowed(change.before, change.after)
    return f"• *{label}:* {people(before, _MOST)} → {people(after, _MOST)}"


def _narrowed(before: str, after: str) -> tuple[str, str]:
    """Of two enumerations what differs, of two long texts what follows from where they part."""
    parts = [_SEPARATOR.split(text) for text in (before, after)]
    if len(parts[0]) == len(parts[1]):
        pairs = [pair for pair in zip(*parts, strict=True) if pair[0] != pair[1]]
        if 0 < len(pairs) < len(parts[0]):
            before, after = (", ".join(side) for side in zip(*pairs, strict=True))
    if max(len(before), len(after)) <= _LONG:
        return before, after
    same = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None)
    place = min(len(before), len(after)) if same is None else same
    start = before.rfind(" ", 0, max(place - _AROUND, 0)) + 1
    return (before, after) if not start else (f"…{before[start:]}", f"…{after[start:]}")
