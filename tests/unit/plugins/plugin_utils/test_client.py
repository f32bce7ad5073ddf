# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A client from a plugin's options, and errors as Ansible's plugins tell them."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from ansible.errors import AnsibleError

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import MissingLibrary, PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Field, System
from ansible_collections.opsweave.platform.plugins.plugin_utils import client


class Text(str):
    """As Ansible marks texts."""


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Text("a"), "a"), (5, 5), (True, True), (None, None), ({Text("a"): Text("b"), "n": 1}, {"a": "b", "n": 1})],
)
def test_options_become_plain(value, expected):
    made = client.plain(value)
    assert made == expected and type(made) is type(expected)


def test_a_client_is_made_once_from_the_systems_options():
    seen = []

    def connect(params, outside):
        seen.append(params)
        return SimpleNamespace(journal=[], outside=outside)

    system = System("lab", (Field("api_url"), Field("api_timeout", "int")), connect)
    plugin = SimpleNamespace(get_option={"api_url": Text("http://x"), "api_timeout": 5, "other": 1}.get)
    assert client.client_of(plugin, system) is client.client_of(plugin, system)
    assert seen == [{"api_url": "http://x", "api_timeout": 5}]


def test_what_goes_wrong_on_purpose_is_one_sentence():
    for error, words in ((PlanError("thing: no"), "^thing: no$"), (MissingLibrary("frob"), "frob")):
        with pytest.raises(AnsibleError, match=words):
            client.told(lambda error=error: (_skip for _skip in ()).throw(error))
    with pytest.raises(ZeroDivisionError):
        client.told(lambda: 1 // 0)
    assert client.told(lambda: 5) == 5


def test_an_error_shows_no_secret_that_the_server_quoted():
    secret = 'top "secret"'

    def connect(params, outside):
        outside.conceal("made later")
        return SimpleNamespace(journal=[], outside=outside)

    system = System("lab", (Field("api_key", secret=True), Field("api_url")), connect)
    client.client_of(SimpleNamespace(get_option={"api_key": secret, "api_url": "http://x"}.get), system)
    words = f"refused: {json.dumps(secret)} and made later at http://x, {secret[:6]}…"
    with pytest.raises(AnsibleError) as caught:
        client.told(lambda: (_skip for _skip in ()).throw(PlanError(words)))
    assert caught.value.message == 'refused: "********" and ******** at http://x, ********…'
