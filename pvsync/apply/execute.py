"""A run: the batches of a plan carried out wave by wave, settled, read back, and put into a receipt."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from itertools import groupby

from pvsync.apply.brake import Brake
from pvsync.apply.carry_out import carry_out
from pvsync.apply.events import RunFinished, RunInterrupted, Verified
from pvsync.apply.gateway import Gateway
from pvsync.apply.in_flight import InFlight
from pvsync.apply.journal import Journal
from pvsync.apply.options import Clock, Leave, Options, Stop
from pvsync.apply.receipt import build_receipt, check_belongs
from pvsync.apply.record import Record
from pvsync.apply.resume import take_up
from pvsync.apply.settle import settle
from pvsync.apply.site import Site, Unsettled
from pvsync.apply.verify import verify, written_of
from pvsync.errors import PvsyncError
from pvsync.model.batch import Batch
from pvsync.model.outcome import Receipt
from pvsync.model.plan import Plan
from pvsync.model.progress import Progress

_VERIFIED_PER_SYNC = 200


def execute(
    plan: Plan,
    batches: Iterable[Batch],
    gateway: Gateway,
    journal: Journal,
    *,
    options: Options,
    clock: Clock,
    progress: Progress,
    stop: Stop,
    leave: Leave | None = None,
    nothing_new: str | None = None,
    doubt: Callable[[], str | None] | None = None,
) -> Receipt:
    """Carry a plan out, or go on with it where the journal says that it stopped.

    Whether the plan may be carried out at all (environment, age, guards) is judged before.

    Args:
        plan: The plan; its id is that of the journal.
        batches: Its writes as packed, waves ascending; every scope once, one that is written twice twice. Taken one
            by one.
        gateway: The service.
        journal: The open journal of this run.
        options: Limits and waiting times.
        clock: Time.
        progress: Told of each batch, from this thread only.
        stop: When set, what is in flight is waited for and nothing new starts.
        leave: Whether the run still has its place, None where nobody else can take it.
        nothing_new: Why nothing may be sent any more, so that only what is in doubt is settled; None where it may.
        doubt: Why nothing may be written, asked after each reading before a write; see `Site`.

    Returns:
        What became of every change. Where the journal could not be written to the end, a note says so.

    Raises:
        PvsyncError: What the gateway raised at the very first reading; nothing has been written.
        JournalError: If the journal belongs to another plan.
        RuntimeError: If the batches are not this plan's, or send one scope twice.
    """
    check_belongs(plan, journal.ledger)
    sent_before = gateway.requests_sent
    brake = Brake(stop, options.max_failures, leave)
    if nothing_new is not None:
        brake.pull(nothing_new)
    record = Record(journal, brake)
    site = Site(gateway, record, brake, InFlight(), options, clock, doubt)
    notes: list[str] = []
    progress.begin("applying", plan.writes)
    rest = take_up(plan, site)
    progress.advance(rest.done(plan))
    for _, wave in groupby(rest.of(_of_plan(plan, batches)), key=lambda batch: batch.wave):
        settle(_carry_out_wave(wave, site, progress), site)
        if brake.reason() is not None:
            break
    progress.end()
    if not brake.interrupted:
        notes += _read_back(plan, site, progress)
    _finish(site, gateway.requests_sent - sent_before)
    if brake.error is not None and not record.ledger.outcomes and not record.ledger.firsts:
        raise brake.error
    if record.lost is not None:
        notes.append(f"this receipt knows more than the journal: {record.lost.message}")
    return build_receipt(plan, record.ledger, notes=notes)


def _of_plan(plan: Plan, batches: Iterable[Batch]) -> Iterator[Batch]:
    planned = {change.scope: change for change in plan.changes}
    wave = None
    for batch in batches:
        if wave is not None and batch.wave < wave:
            raise RuntimeError(f"batch {batch.number} belongs to a wave that is over")
        wave = batch.wave
        for change in batch.changes:
            known = planned.get(change.scope)
            if known is not change and known != replace(change, is_first=False):
                raise RuntimeError(f"a change that is not in the plan: {change.scope}")
        yield batch


def _carry_out_wave(wave: Iterable[Batch], site: Site, progress: Progress) -> list[Unsettled]:
    unsettled: list[Unsettled] = []
    in_work: dict[Future[tuple[Unsettled, ...]], int] = {}

    def collect(futures: Iterable[Future[tuple[Unsettled, ...]]]) -> None:
        for future in futures:
            steps = in_work.pop(future)
            unsettled.extend(future.result())
            progress.advance(steps)

    with ThreadPoolExecutor(max_workers=site.options.workers, thread_name_prefix="batch") as pool:
        for batch in wave:
            if site.brake.reason() is not None:
                break
            in_work[pool.submit(carry_out, batch, site)] = len(batch.changes)
            if len(in_work) >= site.options.workers:
                collect(wait(in_work, return_when=FIRST_COMPLETED).done)
        collect(tuple(in_work))
    return unsettled


def _read_back(plan: Plan, site: Site, progress: Progress) -> list[str]:
    written = written_of(plan, site.record.ledger)
    if not written:
        return []
    progress.begin("reading back", len(written))
    seen: list[Verified] = []
    problem = []
    try:
        for verified in verify(
            written, site.gateway, now=site.clock.now, propagation=site.options.propagation
        ):
            seen.append(verified)
            progress.advance()
            if len(seen) >= _VERIFIED_PER_SYNC:
                site.record.report(*seen)
                seen.clear()
            site.brake.reason()
            if site.brake.interrupted:
                break
    except PvsyncError as error:
        problem.append(f"what was accepted could not all be read back: {error.message}")
    if seen:
        site.record.report(*seen)
    progress.end()
    return problem


def _finish(site: Site, requests: int) -> None:
    at = site.clock.now()
    if site.brake.interrupted:
        site.record.report(RunInterrupted(at, requests))
    else:
        site.record.report(RunFinished(at, requests, site.brake.why or ""))
