# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Text from a server is no template, whatever it looks like and whichever Ansible this is."""

from __future__ import annotations

import pytest
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar

from ansible_collections.opsweave.platform.plugins.plugin_utils.unsafe import unsafe

TRAP = "{{ 1 + 1 }}"


@pytest.mark.parametrize(
    "value", [TRAP, [TRAP], {"a": {"b": [TRAP]}}, {TRAP: 1}, 5, None, True, "plain", {"a": 1.5}], ids=repr
)
def test_it_stays_as_it_is(value):
    templar = Templar(loader=DataLoader(), variables={"found": unsafe(value)})
    assert templar.template(unsafe(value)) == value
