"""What one process of the bot does, where several share the work on one database."""

from enum import StrEnum

from sla.errors import BadInput
from storage.lock import one_process_only


class Role(StrEnum):
    """Any number of processes of any role may run together: none of them leads, and none keeps what others need."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"

    @property
    def hears(self) -> bool:
        """Answers what people type and press."""
        return self is not Role.WORKER

    @property
    def schedules(self) -> bool:
        """Plans, sends and looks for messages."""
        return self is not Role.WEB


def check_role(role: Role, database_url: str) -> None:
    """BadInput where the others that this role counts upon cannot run beside it."""
    if role is not Role.ALL and one_process_only(database_url):
        raise BadInput(
            f"--role {role} needs PostgreSQL, because on SQLite one process does everything: leave --role out, or "
            "set SLA_DATABASE_URL to a PostgreSQL.",
            field="--role",
        )
