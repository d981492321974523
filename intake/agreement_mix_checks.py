"""What streams, lead types, stages and improvements must keep between them: every fault, a sentence."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from intake.agreement_defaults import ALL_BUSINESS, STAGE_MEANINGS
from intake.agreement_shape import ImprovementTable, LeadTypeTable, OpenBusinessTable, StreamTable
from intake.agreement_spelling import slug
from intake.agreement_words import nearest
from sla.documents import Fault
from sla.errors import BadInput
from sla.funnel import Funnel
from sla.money import Money, parse_amount
from sla.rates import Rate

_FEWEST_STAGES = 2


def refused(field: str, build: Callable[[], object]) -> Iterator[Fault]:
    """What the rules say against building this."""
    try:
        build()
    except BadInput as fault:
        yield Fault(field=field, sentence=fault.message)


def stream_faults(streams: Sequence[StreamTable]) -> Iterator[Fault]:
    yield from _name_faults("streams", [stream.name for stream in streams])
    for number, stream in enumerate(streams, start=1):
        if stream.share is None and len(streams) > 1:
            yield Fault(
                field=f"streams[{number}].share",
                sentence=f'is missing; with several streams {stream.name} needs one, like "60%".',
            )
    if streams and not any(stream.needs_leads for stream in streams):
        yield Fault(field="streams", sentence="none of them needs leads; set needs_leads = true for one.")
    shares = [stream.share for stream in streams if stream.share is not None]
    if len(shares) == len(streams):
        yield from _sum_faults("streams", "the shares", shares)


def lead_type_faults(
    kinds: Sequence[LeadTypeTable], streams: Sequence[StreamTable], currency: str | None
) -> Iterator[Fault]:
    yield from _name_faults("lead_types", [kind.name for kind in kinds])
    yield from _word_faults(kinds)
    for number, kind in enumerate(kinds, start=1):
        yield from _funnel_faults(f"lead_types[{number}]", kind, currency)
    misplaced = tuple(_stream_name_faults(kinds, streams))
    yield from misplaced or _share_faults(kinds, streams)


def _funnel_faults(key: str, kind: LeadTypeTable, currency: str | None) -> Iterator[Fault]:
    unit = Money(minor=1, currency=currency or "USD")
    names = {stage.casefold() for stage in kind.stages}
    misnamed = len(kind.stages) < _FEWEST_STAGES or len(names) < len(kind.stages)
    yield from refused(
        f"{key}.stages" if misnamed else f"{key}.rates",
        lambda: Funnel(stages=kind.stages, rates=kind.rates, aov=unit),
    )
    if currency is not None:
        yield from refused(f"{key}.aov", lambda: parse_amount(kind.aov, currency))


def _word_faults(kinds: Sequence[LeadTypeTable]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for number, kind in enumerate(kinds, start=1):
        words = {word.casefold() for word in (kind.name, *(kind.origins or ()))}
        for word in sorted(words & seen.keys()):
            if slug(seen[word]) == slug(kind.name):
                continue  # two types of one name: that is said already
            both = f"{seen[word]} and {kind.name}"
            key = "name" if word == kind.name.casefold() else "origins"
            sentence = f'"{word}" stands for both {both}; give it to one.'
            yield Fault(field=f"lead_types[{number}].{key}", sentence=sentence)
        seen.update(dict.fromkeys(words, kind.name))


def stream_key(kind: LeadTypeTable | OpenBusinessTable, streams: Sequence[StreamTable]) -> str | None:
    """The key of the stream that a lead type or open business belongs to; None where nothing says which."""
    needing = [slug(stream.name) for stream in streams if stream.needs_leads] or [slug(ALL_BUSINESS)]
    if kind.stream is not None:
        return slug(kind.stream)
    return needing[0] if len(needing) == 1 else None


def _stream_name_faults(kinds: Sequence[LeadTypeTable], streams: Sequence[StreamTable]) -> Iterator[Fault]:
    for number, kind in enumerate(kinds, start=1):
        sentence = unknown_stream(kind.stream, stream_key(kind, streams), streams, "these leads are")
        if sentence is not None:
            yield Fault(field=f"lead_types[{number}].stream", sentence=sentence)


def unknown_stream(
    written: str | None, key: str | None, streams: Sequence[StreamTable], what: str
) -> str | None:
    """What is wrong with the stream that something is for; None where nothing is."""
    known = {slug(stream.name): stream for stream in streams} or {
        slug(ALL_BUSINESS): StreamTable(name=ALL_BUSINESS)
    }
    names = ", ".join(stream.name for stream in known.values() if stream.needs_leads)
    if key is None:
        return f"is missing; write which stream {what} for: {names}."
    if key not in known:
        return f'"{written}" is not a stream; known are {names}.'
    if not known[key].needs_leads:
        return f"{known[key].name} needs no leads; name another stream or set its needs_leads = true."
    return None


def _share_faults(kinds: Sequence[LeadTypeTable], streams: Sequence[StreamTable]) -> Iterator[Fault]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for at, kind in enumerate(kinds):
        groups[stream_key(kind, streams) or ""].append(at)
    for number, stream in enumerate(streams, start=1):
        if stream.needs_leads and slug(stream.name) not in groups:
            yield Fault(
                field=f"streams[{number}]",
                sentence=f"no lead type is for {stream.name}; add one with this stream, or set needs_leads = false.",
            )
    names = {slug(stream.name): f"the shares of {stream.name}" for stream in streams if len(streams) > 1}
    for key, members in groups.items():
        bare = [at for at in members if kinds[at].share is None]
        for at in bare if len(members) > 1 else ():
            sentence = f'is missing; with several lead types {kinds[at].name} needs one, like "40%".'
            yield Fault(field=f"lead_types[{at + 1}].share", sentence=sentence)
        shares = [share for at in members if (share := kinds[at].share) is not None]
        if not bare:
            yield from _sum_faults("lead_types", names.get(key, "the shares"), shares)


def _sum_faults(field: str, which: str, shares: Iterable[Rate]) -> Iterator[Fault]:
    parts = [share.fraction for share in shares]
    total = sum(parts, Fraction(0))
    if not parts or total == 1:
        return
    percent = f"{float(total * 100):.6g}%"
    if percent == "100%":
        sentence = f'{which} add up to nearly 100%, not exactly; write thirds and the like as "1 of 3".'
    else:
        sentence = f"{which} add up to {percent}; make them add up to 100%."
    yield Fault(field=field, sentence=sentence)


def _name_faults(table: str, names: Iterable[str]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for number, name in enumerate(names, start=1):
        field, key = f"{table}[{number}].name", slug(name)
        if not key:
            yield Fault(field=field, sentence=f'"{name}" has no letter or digit; write a name that has.')
        elif key in seen:
            yield Fault(field=field, sentence=f'"{name}" and "{seen[key]}" cannot be told apart; rename one.')
        seen.setdefault(key, name)


def meaning_faults(stages: Mapping[str, str], kinds: Sequence[LeadTypeTable]) -> Iterator[Fault]:
    """Every stage of a funnel has a sentence, its own or the usual one, and no sentence is of a stage nobody has."""
    known = {stage.casefold(): stage for kind in kinds for stage in kind.stages}
    written: dict[str, str] = {}
    for stage in stages:
        field, key = f"stages.{stage}", stage.casefold()
        if key not in known:
            near = nearest(stage, list(known.values()))
            hint = f"did you mean {near}?" if near else f"stages are {', '.join(known.values())}."
            yield Fault(field=field, sentence=f"is not a stage of any lead type; {hint}")
        elif key in written:
            yield Fault(field=field, sentence=f"is {written[key]} already; write one sentence for it.")
        written[key] = stage
    for key, stage in known.items():
        if key not in written and key not in STAGE_MEANINGS:
            yield Fault(field=f"stages.{stage}", sentence="is missing; write what a lead at this stage is.")


def improvement_faults(
    improvements: Sequence[ImprovementTable], kinds: Sequence[LeadTypeTable], effective: date | None
) -> Iterator[Fault]:
    steps: defaultdict[tuple[str, str], list[ImprovementTable]] = defaultdict(list)
    for number, table in enumerate(improvements, start=1):
        key = f"improvements[{number}]"
        if effective is not None and table.by <= effective:
            yield Fault(
                field=f"{key}.by",
                sentence=f"{table.by} is not after the first day, {effective}; write a later day.",
            )
        yield from _step_faults(key, table, kinds)
        step = steps[slug(table.lead_type), table.stage.casefold()]
        if any(not _rises(table, other) for other in step):
            sentence = "does not rise with the days of this step; write a higher rate for a later day."
            yield Fault(field=f"{key}.rate", sentence=sentence)
        step.append(table)


def _rises(one: ImprovementTable, other: ImprovementTable) -> bool:
    earlier, later = sorted((one, other), key=lambda table: table.by)
    return earlier.by < later.by and earlier.rate.fraction < later.rate.fraction


def _step_faults(key: str, table: ImprovementTable, kinds: Sequence[LeadTypeTable]) -> Iterator[Fault]:
    kind = next((kind for kind in kinds if slug(kind.name) == slug(table.lead_type)), None)
    if kind is None:
        names = ", ".join(one.name for one in kinds)
        sentence = f'"{table.lead_type}" is not a lead type; known are {names}.'
        yield Fault(field=f"{key}.lead_type", sentence=sentence)
        return
    today = agreed_rate(kind, table.stage)
    if today is None:
        known = ", ".join(kind.stages[:-1])
        sentence = f'"{table.stage}" is not a stage from which {kind.name} goes on; those are {known}.'
        yield Fault(field=f"{key}.stage", sentence=sentence)
    elif table.rate.fraction <= today.fraction:
        sentence = f"{table.rate.shown()} is not above today's {today.shown()}; write a higher rate."
        yield Fault(field=f"{key}.rate", sentence=sentence)


def agreed_rate(kind: LeadTypeTable, stage: str) -> Rate | None:
    """Today's rate of the step that begins at `stage`; None where there is none."""
    steps = {name.casefold(): rate for name, rate in zip(kind.stages[:-1], kind.rates, strict=False)}
    return steps.get(stage.casefold())
