# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Datasets: names that would ask for something else, and answers that do not say what they are of."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import NotTheApi
from ansible_collections.opsweave.platform.plugins.module_utils.infino.client import Infino
from ansible_collections.opsweave.platform.plugins.module_utils.infino.resources.dataset import DatasetStore
from tests.unit.play import Play

ROW = {"health": "green", "index": "web", "docs_count": "12", "store_size": "3.1kb"}


@pytest.mark.parametrize("name", ["a b", "a/b", "ä", "..", "a@b", ""])
def test_a_name_that_cannot_be_signed_is_refused(name):
    play = Play("infino")
    result = play.task("infino_dataset", {"name": name})
    assert "letters, digits" in result["msg"] and not play.requests


@pytest.mark.parametrize("name", ["sql", "metadata", "visualizations", "users"])
def test_a_name_that_the_server_uses_itself_is_refused(name):
    play = Play("infino")
    assert "uses this name itself" in play.task("infino_dataset", {"name": name})["msg"]
    assert not play.requests


class Answering(Infino):
    """A client whose answers are given by path."""

    def __init__(self, **answers):
        self.answers = answers

    def call(self, method, path, **how):
        return self.answers[path.strip("/").replace("/", "_")]


@pytest.mark.parametrize("answer", [{}, [], "web", None, {"health": "green"}, [{}]])
def test_an_answer_that_does_not_name_the_dataset_is_not_believed(answer):
    there, gone = Answering(web_metadata=answer, metadata=[ROW]), Answering(web_metadata=answer, metadata=[])
    assert DatasetStore().find(gone, {"name": "web"}) == []
    (found,) = DatasetStore().find(there, {"name": "web"})
    assert (found["name"], found["records"], found["size"]) == ("web", 12, "3.1kb")


@pytest.mark.parametrize("answer", [ROW, [ROW]])
def test_a_row_stands_alone_or_in_a_list(answer):
    assert DatasetStore().find(Answering(web_metadata=answer), {"name": "web"})[0]["records"] == 12


@pytest.mark.parametrize("answer", [{}, "text", None, ["web"]])
def test_a_listing_that_is_none_is_another_service(answer):
    with pytest.raises(NotTheApi, match="is api_url right"):
        DatasetStore().find(Answering(metadata=answer), {})
