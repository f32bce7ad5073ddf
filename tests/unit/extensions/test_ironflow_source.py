# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The event source for Event-Driven Ansible on the stand-in's socket: nothing is missed, and no key is told."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import runpy
from pathlib import Path
from threading import Thread

import pytest
import requests
import yaml

from tests.lab.common.news import LEAVE
from tests.lab.common.serve import listen, server
from tests.lab.common.stand_in import Fault
from tests.lab.ironflow.access import Key
from tests.lab.ironflow.lab import API_KEY, IronflowLab

ROOT = Path(__file__).parents[3] / "extensions" / "eda"
PLUGIN = runpy.run_path(str(ROOT / "plugins" / "event_source" / "ironflow.py"))  # as ansible-rulebook loads it
PATTERNS = {"patterns": ["events:order.*"]}


class Site:
    def __init__(self):
        self.lab = IronflowLab()
        listening = listen()
        self.base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        self.running = server(self.lab)
        self.thread = Thread(target=lambda: asyncio.run(self.serve(listening)), daemon=True)
        self.thread.start()

    async def serve(self, listening):
        self.loop = asyncio.get_running_loop()
        await self.running.serve(sockets=[listening])

    def leave(self):
        """End all conversations."""
        for listener in list(self.lab.listeners):
            self.loop.call_soon_threadsafe(listener.news.tell, LEAVE)

    def emit(self, name, **data):
        headers = {"Authorization": f"Bearer {API_KEY}"}
        body = {"event": name, "data": data}
        requests.post(f"{self.base}/ironflow.v1.IronflowService/Emit", json=body, headers=headers, timeout=5)

    async def emitted(self, name, **data):
        await asyncio.to_thread(lambda: self.emit(name, **data))

    def sockets(self):
        return [entry for entry in self.lab.journal if entry.path == "/ws"]

    async def subscribed(self, number=1):
        """Until so many subscriptions are there."""
        for _turn in range(500):
            if sum(len(one.subscriptions) for one in self.lab.listeners) >= number:
                return
            await asyncio.sleep(0.01)
        raise AssertionError("nobody has subscribed")

    @contextlib.asynccontextmanager
    async def source(self, **args):
        """The queue that a source fills."""
        queue = asyncio.Queue()
        given = {"api_url": self.base, "api_key": API_KEY, **PATTERNS, **args}
        task = asyncio.ensure_future(PLUGIN["main"](queue, given))
        waiting = asyncio.ensure_future(self.subscribed(len(given["patterns"])))
        await asyncio.wait((task, waiting), return_when=asyncio.FIRST_COMPLETED)
        try:
            if task.done():
                task.result()
            yield queue
        finally:
            task.cancel()
            waiting.cancel()
            await asyncio.gather(task, waiting, return_exceptions=True)


@pytest.fixture
def site(monkeypatch):
    made = Site()
    monkeypatch.setattr(asyncio, "sleep", short(asyncio.sleep))
    yield made
    made.running.should_exit = True
    made.thread.join(10)


def short(sleep):
    return lambda seconds, *more: sleep(min(seconds, 0.05), *more)


async def some(queue, number):
    return [await asyncio.wait_for(queue.get(), 10) for _event in range(number)]


def test_events_come_as_they_happen(site):
    async def run():
        async with site.source(patterns=["events:order.*", "events:user.added"]) as queue:
            for name in ("order.paid", "order.item.added", "user.added"):
                await site.emitted(name, number=7)
            return await some(queue, 2)

    paid, added = asyncio.run(run())
    assert (paid["name"], paid["data"], added["name"]) == ("order.paid", {"number": 7}, "user.added")
    about = paid["ironflow"]
    assert (about["topic"], about["pattern"], about["sequence"]) == ("events:order.paid", "events:order.*", 1)
    assert about["event_id"].startswith("evt_") and about["timestamp"].endswith("Z")


def test_what_was_before_is_told_when_asked_for(site):
    for number in range(3):
        site.emit("order.paid", number=number)

    async def run(**args):
        async with site.source(**args) as queue:
            return [event["data"]["number"] for event in await some(queue, 2)]

    assert asyncio.run(run(replay=2)) == [1, 2]
    assert asyncio.run(run(start_after_sequence="1")) == [1, 2]


def test_a_lost_connection_loses_no_event(site):
    async def run():
        async with site.source() as queue:
            await site.emitted("order.paid", number=1)
            first = await some(queue, 1)
            actions = ("drop_before", "drop_after", "login_page")
            site.lab.faults[:] = [Fault("status", status=503, path="/ws"), *(Fault(one, path="/ws") for one in actions)]
            before = len(site.sockets())
            site.leave()
            for number in (2, 3):
                await site.emitted("order.paid", number=number)
            rest = await some(queue, 2)
            await site.emitted("order.paid", number=4)
            return [*first, *rest, *await some(queue, 1)], len(site.sockets()) - before

    events, tries = asyncio.run(run())
    assert [event["data"]["number"] for event in events] == [1, 2, 3, 4]
    assert tries == 5


def test_each_event_is_acknowledged(site):
    async def run():
        async with site.source(consumer_group="automation", ack="yes") as queue:
            await site.emitted("order.paid")
            (event,) = await some(queue, 1)
            for _turn in range(200):
                if f"ack {event['ironflow']['event_id']}" in site.lab.writes:
                    return True
                await asyncio.sleep(0.01)
        return False

    assert asyncio.run(run())


def test_the_environment_that_is_meant(site):
    async def run():
        async with site.source(api_environment="env_staging"):
            return {listener.environment for listener in site.lab.listeners}

    assert asyncio.run(run()) == {"env_staging"}


def refused(site, **args):
    async def run():
        given = {"api_url": site.base, "api_key": API_KEY, **PATTERNS, **args}
        await asyncio.wait_for(PLUGIN["main"](asyncio.Queue(), given), 30)

    with pytest.raises((RuntimeError, ValueError)) as error:
        asyncio.run(run())
    return str(error.value)


def test_where_trying_again_is_of_no_use_it_ends(site):
    place = site.base.removeprefix("http://")
    told = refused(site, api_key="ifkey_wrong")
    assert told == (
        f"Ironflow at {place} answers a subscription with HTTP 401; "
        "check api_key, api_environment and the right events:subscribe"
    )
    assert "does not take the pattern order.*" in refused(site, patterns=["order.*"])
    site.lab.keys["ifkey_bound"] = Key("ifkey_bound", environment="env_staging")
    assert "HTTP 403" in refused(site, api_key="ifkey_bound", api_environment="env_default")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"pattern": "events:a"}, "ironflow has no option pattern; there is api_url"),
        ({"patterns": []}, "ironflow needs patterns"),
        ({"api_key": None}, "ironflow needs api_key, or set IRONFLOW_API_KEY"),
        ({"api_url": "ws://localhost"}, "api_url begins with http:// or https://"),
        ({"ack": "perhaps"}, "ack is true or false"),
        ({"replay": "many"}, "replay is a number"),
        ({"patterns": [{"a": 1}]}, "patterns is a list of texts"),
        ({"replay": 1, "consumer_group": "a"}, "consumer_group and replay exclude each other; leave one out"),
        ({"api_url": "https://localhost", "ca_path": "none.pem"}, "TLS cannot be set up"),
    ],
)
def test_options_that_cannot_be(args, said, monkeypatch):
    monkeypatch.delenv("IRONFLOW_API_KEY", raising=False)
    given = {"api_url": "http://localhost", "api_key": "k", **PATTERNS, **args}
    with pytest.raises(ValueError, match=said.partition(";")[0]):
        asyncio.run(PLUGIN["main"](asyncio.Queue(), given))


def test_the_connection_may_come_from_the_environment(site, monkeypatch):
    monkeypatch.setenv("IRONFLOW_SERVER_URL", site.base)
    monkeypatch.setenv("IRONFLOW_API_KEY", API_KEY)

    async def run():
        async with site.source(
            api_url=None, api_key=None, patterns=["events:order.*"], eda_feedback_queue=None
        ) as queue:
            await site.emitted("order.paid")
            return await some(queue, 1)

    assert asyncio.run(run())[0]["name"] == "order.paid"


def test_no_key_in_any_log(site, caplog):
    caplog.set_level(logging.DEBUG)

    async def run():
        async with site.source() as queue:
            await site.emitted("order.paid")
            await some(queue, 1)

    asyncio.run(run())
    refused(site, api_key="ifkey_wrong_one")
    site.lab.faults[:] = [Fault("status", status=500, path="/ws")]
    asyncio.run(run())
    assert "HTTP 500" in caplog.text and "subscribed to" in caplog.text
    assert API_KEY not in caplog.text and "ifkey_wrong_one" not in caplog.text and "Bearer" not in caplog.text


def test_the_page_has_the_options_that_are_read():
    page = yaml.safe_load(PLUGIN["DOCUMENTATION"])
    kinds = {"str": str, "list": list, "bool": bool, "int": int, "float": float}
    assert {name: kinds[option["type"]] for name, option in page["options"].items()} == PLUGIN["OPTIONS"]
    for source in yaml.safe_load(PLUGIN["EXAMPLES"]):
        (args,) = source.values()
        assert set(args) <= set(PLUGIN["OPTIONS"])


def test_the_rulebook_gives_options_that_there_are():
    (book,) = yaml.safe_load((ROOT / "rulebooks" / "ironflow_events.yml").read_text())
    given = {"api_url": "http://localhost", "api_key": "k", **book["sources"][0]["opsweave.platform.ironflow"]}
    assert PLUGIN["checked"](given)["patterns"] == ["events:order.*", "system.run.>"]
