"""`sla-bot backup`: one line for a copy, one sentence for anything else."""

from pathlib import Path

from tests.bot.conftest import SlaBot
from tests.e2e.conftest import Office


def test_beside_a_running_bot(there: Office, sla_bot: SlaBot, tmp_path: Path) -> None:
    there.start()
    ended = sla_bot("backup", "copy.db")
    assert ended.code == 0
    assert ended.out.startswith("copy.db: ")
    assert "bytes, checked." in ended.out
    assert (tmp_path / "copy.db").is_file()
    again = sla_bot("backup", "copy.db")
    assert again.code == 1
    assert again.err == "copy.db is there already; name a file that is not, or move it away.\n"


def test_before_there_is_anything(nowhere: Path, sla_bot: SlaBot) -> None:
    assert (
        sla_bot("backup", "copy.db").err
        == "There is no database sla.db yet, so there is nothing to back up.\n"
    )
