"""A bot that is killed as soon as it has acknowledged: what it kept is done at its next start, and told."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.chaos.inbound import Inputs, Replica, Replies
from tests.chaos.test_redelivered import TOLD_WITHIN_SECONDS, rows, waiting
from tests.e2e.conftest import Office, brought_in, mode, office  # noqa: F401 - two of them are fixtures

AT_ONCE = 24


def test_it_is_done_at_the_next_start(office: Office) -> None:  # noqa: F811
    url, secret = office.settings.sla_database_url.get_secret_value(), office.settings.slack_signing_secret
    assert secret is not None
    with Replies().open() as replies:
        slack = Inputs(secret.get_secret_value(), replies)
        forms = {f"k.{n}": slack.command(f"k.{n}", f"log L{1 + n % 4} call note {n}") for n in range(AT_ONCE)}
        bot = Replica(office, url, workers=AT_ONCE)
        with bot.running(), ThreadPoolExecutor(AT_ONCE) as pool:
            acked = list(pool.map(lambda name: slack.taken(bot.base, name, forms[name]), forms))
        assert all(acked)
        left = waiting(url)
        assert {*rows(url), *left} == set(forms)
        assert left, "it was killed before it had done all of them"
        with Replica(office, url).running():
            assert slack.told(forms, TOLD_WITHIN_SECONDS) == set(forms)
    assert rows(url) == Counter(dict.fromkeys(forms, 1))
    assert not waiting(url) - left
