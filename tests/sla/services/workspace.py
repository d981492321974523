"""Who is who in a Slack workspace."""

from dataclasses import dataclass, field

from sla.ports import SlackUser


@dataclass
class Workspace:
    """Users by id and by address; remembers which addresses it was asked for."""

    users: dict[str, SlackUser] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def add(
        self,
        slack_id: str,
        email: str | None = None,
        *,
        name: str | None = None,
        zone: str = "UTC",
        stranger: bool = False,
    ) -> None:
        self.users[slack_id] = SlackUser(
            id=slack_id, name=name or slack_id, zone=zone, stranger=stranger, email=email
        )

    def user(self, slack_id: str) -> SlackUser | None:
        return self.users.get(slack_id)

    def by_email(self, email: str) -> SlackUser | None:
        self.asked.append(email)
        return next((user for user in self.users.values() if user.email == email), None)
