"""What is answered under /v1: pushed events, and the document that describes them."""

from bot.clock import SystemClock
from bot.front import PUSH_THREADS
from bot.push_endpoint import EVENTS, Endpoint, Taken
from bot.push_limits import Limits
from bot.serving import Paths
from bot.settings import Settings
from intake.push_proof import Prover
from intake.pushing import Pushing
from sla.services.desk import Desk


def push_paths(settings: Settings, desk: Desk, clock: SystemClock, taken: Taken) -> Paths:
    key = settings.sla_push_key
    threads = settings.sla_workers if settings.sla_push_port is None else PUSH_THREADS
    endpoint = Endpoint(
        prover=Prover(tenant_id=desk.tenant_id, key=key.get_secret_value() if key else None),
        pushing=Pushing(desk),
        limits=Limits(per_minute=settings.sla_push_per_minute, threads=threads),
        clock=clock,
        taken=taken,
    )
    return {EVENTS: endpoint}
