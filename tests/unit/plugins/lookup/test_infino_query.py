# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lookup of queries on Infino: texts, searches, PromQL, all pages, and what is chosen of them."""

from __future__ import annotations

import pytest
from ansible import constants
from ansible.errors import AnsibleError

from ansible_collections.opsweave.platform.plugins.lookup.infino_query import LookupModule
from ansible_collections.opsweave.platform.plugins.module_utils import entry
from ansible_collections.opsweave.platform.plugins.plugin_utils import client as plugin_client
from ansible_collections.opsweave.platform.plugins.plugin_utils import options
from tests.unit.pages import COLLECTION, Page
from tests.unit.play import SITES, Play

SEARCH = {"query": {"term": {"site": "ams"}}}
NAME = f"{COLLECTION}.infino_query"


@pytest.fixture
def infino(monkeypatch):
    """``infino("SELECT 1")``: the answer of the lookup, on a stand-in with devices."""
    play = Play("infino")
    rows = [{"_id": f"sw{n:02}", "site": "ams" if n < 12 else "fra", "ports": n} for n in range(15)]
    for module, args in (
        ("infino_dataset", {"name": "devices"}),
        ("infino_records", {"dataset": "devices", "records": rows}),
    ):
        assert not (done := play.task(module, args)).get("failed"), done["msg"]
    outside = plugin_client.Outside
    monkeypatch.setattr(plugin_client, "Outside", lambda **how: outside(transport=play.transport, **how))
    monkeypatch.setenv("INFINO_ENDPOINT", "http://localhost")
    for name, value in SITES["infino"].credentials.items():
        monkeypatch.setenv(name.upper().replace("API", "INFINO"), value)
    entry.CLIENTS.clear()
    options.KNOWN.clear()
    constants.config.initialize_plugin_configuration_definitions("lookup", NAME, Page("lookup", "infino_query").options)

    def ask(*terms, **given):
        plugin = LookupModule()
        plugin._load_name = NAME
        play.server.journal.clear()
        return plugin.run(list(terms), variables={}, **given)

    ask.play = play
    return ask


def test_texts_are_sql_and_dictionaries_searches(infino):
    count, sites = infino("SELECT count(*) AS n FROM devices", "SELECT DISTINCT site FROM devices")
    assert count == [{"n": 15}] and len(sites) == 2
    (found,) = infino(SEARCH, dataset="devices")
    assert len(found) == 10 and found[0]["site"] == "ams"


def test_sql_alone_and_all_pages(infino):
    assert infino("SELECT site, count(*) AS n FROM devices GROUP BY site ORDER BY n") == [
        [{"site": "fra", "n": 3}, {"site": "ams", "n": 12}]
    ]
    (names,) = infino(SEARCH, dataset="devices", all=True, page_size=5, select="rows[]._id")
    assert names == [f"sw{n:02}" for n in range(12)] and infino.play.requests >= 3


def test_promql(infino):
    assert infino("up", "down", promql=True) == [[], []]


@pytest.mark.parametrize(
    ("terms", "given", "words"),
    [
        ([], {}, "give at least one query"),
        ([SEARCH], {}, "give dataset with dsl"),
        ([SEARCH], {"promql": True}, "with promql each query is a text"),
        (["DROP TABLE devices"], {}, "sql only reads"),
        (["SELECT 1"], {"dataset": "devices"}, "dataset is not for sql"),
        (["SELECT nope FROM devices"], {}, "nope"),
    ],
)
def test_mistakes(infino, terms, given, words):
    with pytest.raises(AnsibleError) as caught:
        infino(*terms, **given)
    assert words in str(caught.value)
