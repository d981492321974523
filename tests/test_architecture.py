"""The rules of the house that no linter can hold: who imports, posts and reads the clock, and what the wheel carries."""

import ast
import importlib.util
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = frozenset(CONFIG["tool"]["importlinter"]["root_packages"])
CLOCKS = {"bot/clock.py", "sandbox/clock.py"}
SENDERS = {"bot/messenger.py", "bot/file_thread.py"}
"""Unasked, and into the thread of a file that somebody dropped."""
POSTING = {"chat_postMessage", "chat_postEphemeral", "chat_update", "chat_delete", "chat_scheduleMessage"}
OPENING = {"views_open", "views_push", "views_update", "views_publish"}
READING_THE_CLOCK = {
    "datetime.datetime": {"now", "utcnow", "today"},
    "datetime.date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime"},
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Module:
    """A source file, its path as from the root."""

    path: str
    tree: ast.Module

    def imported(self) -> Iterator[str]:
        """Whole names: `from a.b import c` gives a.b.c."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module}.{name.name}" for name in node.names)

    def attributes(self) -> set[str]:
        return {node.attr for node in ast.walk(self.tree) if isinstance(node, ast.Attribute)}

    def texts(self) -> set[str]:
        constants = (node.value for node in ast.walk(self.tree) if isinstance(node, ast.Constant))
        return {value for value in constants if isinstance(value, str)}

    def names(self) -> dict[str, str]:
        """What a name that was imported here stands for."""
        found: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom):
                found |= {name.asname or name.name: f"{node.module}.{name.name}" for name in node.names}
            elif isinstance(node, ast.Import):
                found |= {name.asname: name.name for name in node.names if name.asname}
        return found

    def clock_readings(self) -> Iterator[str]:
        """Every use of a function that tells the time of day."""
        names = self.names()
        telling = {f"{owner}.{name}" for owner, them in READING_THE_CLOCK.items() for name in them}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute | ast.Name):
                first, *rest = ast.unparse(node).split(".")
                whole = ".".join((names.get(first, first), *rest))
                if whole in telling:
                    yield f"{self.path}:{node.lineno} {whole}"


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the packages, parsed once."""
    paths = (path for package in sorted(PACKAGES) for path in sorted((ROOT / package).rglob("*.py")))
    return tuple(
        Module(path=path.relative_to(ROOT).as_posix(), tree=ast.parse(path.read_text(encoding="utf-8")))
        for path in paths
        if "node_modules" not in path.parts
    )


def of(*packages: str) -> list[Module]:
    found = [module for module in modules() if module.path.split("/")[0] in packages]
    assert found
    return found


def everywhere_but(*packages: str) -> list[Module]:
    return of(*(PACKAGES - set(packages)))


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """All that is or would be committed."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no git checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel that is built here and now, with nothing fetched."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed, so no wheel can be built without a network")
    folder = tmp_path_factory.mktemp("wheel")
    building = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(building, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


class TestImports:
    def test_the_rules_need_the_standard_library_alone(self) -> None:
        allowed = sys.stdlib_module_names | {"sla"}
        strange = {
            f"{module.path}: {name}"
            for module in of("sla")
            for name in module.imported()
            if name.split(".")[0] not in allowed
        }
        assert not strange

    def test_the_sandbox_knows_slack_by_its_api_and_not_by_its_libraries(self) -> None:
        known = {name.split(".")[0] for module in of("sandbox") for name in module.imported()}
        assert not known & {"slack_sdk", "slack_bolt"}
        assert "aiohttp" in known


class TestPosting:
    def test_only_the_messenger_posts_and_who_answers_a_dropped_file(self) -> None:
        posting = {
            module.path
            for module in everywhere_but("sandbox")
            if module.attributes() & POSTING or {text for text in module.texts() if text.startswith("chat.")}
        }
        assert posting == SENDERS

    def test_only_handlers_open_views(self) -> None:
        opening = {
            module.path
            for module in everywhere_but("sandbox", "handlers")
            if module.attributes() & OPENING or {text for text in module.texts() if text.startswith("views.")}
        }
        assert not opening


class TestClock:
    def test_two_modules_read_it_the_bots_and_the_sandboxs(self) -> None:
        readings = [reading for module in modules() for reading in module.clock_readings()]
        assert {reading.split(":")[0] for reading in readings} == CLOCKS, readings

    @pytest.mark.parametrize(
        "source",
        [
            "from datetime import datetime, UTC\ndatetime.now(UTC)",
            "import datetime as d\nd.datetime.utcnow()",
            "from datetime import date\nread = date.today",
            "import time\ntime.time()",
            "from time import time_ns as now\nnow()",
        ],
    )
    def test_a_reading_would_be_found(self, source: str) -> None:
        assert list(Module(path="x.py", tree=ast.parse(source)).clock_readings())


class TestFiles:
    def test_no_registry_is_named(self, files: list[Path]) -> None:
        """The words are in pieces here, so that this file does not hold them."""
        hosts = [
            "".join(parts)
            for parts in (("py", "pi."), ("pythonhosted", ".org"), ("npm", "js."), ("npm", "js/"))
        ]
        naming = [
            f"{path.relative_to(ROOT)}: {host}"
            for path in files
            for host in hosts
            if host.encode() in path.read_bytes()
        ]
        assert not naming

    def test_no_module_is_longer_than_a_screenful_or_five(self) -> None:
        """250 lines, blank ones and all; a longer one holds two things."""
        long = [module.path for module in modules() if (ROOT / module.path).read_text().count("\n") > 250]
        assert not long


class TestWheel:
    def test_its_packages_are_the_roots_of_the_contracts(self, carried: set[str]) -> None:
        top = {name.split("/")[0] for name in carried}
        assert {name for name in top if not name.endswith(".dist-info")} == PACKAGES

    @pytest.mark.parametrize(
        "name",
        [
            "bot/demo/manifest.yml",
            "sandbox/page/dist/index.html",
            "sandbox/page/dist/app.js",
            "sandbox/page/dist/licences.txt",
            "storage/migrations/env.py",
            "storage/migrations/versions/0001_first_tables.py",
        ],
    )
    def test_it_carries_what_is_read_at_run_time(self, carried: set[str], name: str) -> None:
        assert name in carried

    def test_it_carries_every_module_and_no_workshop(self, carried: set[str]) -> None:
        assert {module.path for module in modules()} <= carried
        assert not [
            name for name in carried if "node_modules" in name or "page/src" in name or name.endswith(".map")
        ]

    def test_what_would_go_into_it_is_settled_without_building(self) -> None:
        assert set(CONFIG["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == PACKAGES
