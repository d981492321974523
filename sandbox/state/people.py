"""The accounts of a workspace, found by id, name or address."""

from collections.abc import Iterator

from sandbox.workspace import AppIds, Person


class People:
    """People and the app's own account."""

    def __init__(self, people: tuple[Person, ...], *, app: AppIds, bot_name: str) -> None:
        bot = Person(id=app.bot_user_id, name=_handle(bot_name), real_name=bot_name, is_bot=True, tz="UTC")
        self.bot = bot
        self._all = {person.id: person for person in (*people, bot)}

    def __iter__(self) -> Iterator[Person]:
        return iter(self._all.values())

    def get(self, user: str) -> Person | None:
        return self._all.get(user)

    def named(self, name: str) -> Person | None:
        """By handle, display name or real name, whatever the case; "@" may lead."""
        wanted = name.removeprefix("@").casefold()
        for pick in (_by_handle, _by_display_name, _by_real_name):
            for person in self:
                if wanted and pick(person).casefold() == wanted:
                    return person
        return None

    def with_email(self, email: str) -> Person | None:
        wanted = email.casefold()
        return next((one for one in self if one.email and one.email.casefold() == wanted), None)


def _handle(name: str) -> str:
    return "".join(letter for letter in name.lower().replace(" ", "_") if letter.isalnum() or letter in "_-.")


def _by_handle(person: Person) -> str:
    return person.name


def _by_display_name(person: Person) -> str:
    return person.display_name


def _by_real_name(person: Person) -> str:
    return person.real_name
