# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Each guide is followed from its beginning on an empty lab: its files are written, its playbooks and sources run."""

from __future__ import annotations

import json
import re
import textwrap
from typing import NamedTuple

import pytest
import yaml

from tests.unit.pages import ROOT

HOME = ROOT / "docs" / "docsite"
PAGES = [path for path in sorted((HOME / "rst").glob("*.rst")) if not path.stem.endswith("_sdk")]
SERVER = re.compile(r"^\.\. server: (\w+) ([\d.]+)$", re.MULTILINE)  # from here on the server is of that version
BLOCK = re.compile(r"^\.\. code-block:: (\S+)\n(?: +:caption: (\S+)\n)?\n((?: {3}.*\n|\n)+)", re.MULTILINE)
RUN = {"yaml", "yaml+jinja"}


class Block(NamedTuple):
    language: str
    name: str
    text: str

    @property
    def content(self):
        return yaml.safe_load(self.text)


class Server(NamedTuple):
    system: str
    version: str


def steps(path):
    """Blocks, and what the server becomes, in their order."""
    text = path.read_text(encoding="utf-8")
    found = [(one.start(), Server(*one.groups())) for one in SERVER.finditer(text)]
    for one in BLOCK.finditer(text):
        language, name, body = one.groups()
        found.append((one.start(), Block(language, name, textwrap.dedent(body).strip() + "\n")))
    return [step for _place, step in sorted(found, key=lambda pair: pair[0])]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_guide_does_what_it_says(site, path):
    folder = site.folder / path.stem
    for block in steps(path):
        if isinstance(block, Server):
            site.control(block.system, f"become?version={block.version}")
            continue
        if block.language not in RUN:
            continue
        assert block.name, f"a block without a caption, so nobody runs it:\n{block.text}"
        place = folder / block.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(block.text, encoding="utf-8")
        content = block.content
        if isinstance(content, list):
            done = site.command("ansible-playbook", block.name, cwd=folder)
            failed = [(task["task"], task["result"].get("msg")) for task in done.tasks if task["result"].get("failed")]
            assert done.status == 0 and not failed, (block.name, failed, done.output[-2000:])
        elif "plugin" in content:
            strict = {"ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED": "true"}
            done = site.command("ansible-inventory", "-i", block.name, "--list", cwd=folder, **strict)
            assert done.status == 0, done.output
            hosts = json.loads(done.output[done.output.index("{") :])["_meta"]["hostvars"]
            assert hosts, f"{block.name} found no hosts"


def test_every_guide_is_listed():
    listed = yaml.safe_load((HOME / "extra-docs.yml").read_text(encoding="utf-8"))["sections"]
    names = [name for section in listed for name in section["toctree"]]
    assert sorted(names) == sorted(path.stem for path in (HOME / "rst").glob("*.rst"))


@pytest.mark.parametrize("path", sorted((HOME / "rst").glob("*.rst")), ids=lambda path: path.stem)
def test_a_guide_can_be_found_and_finds_others(path):
    text = path.read_text(encoding="utf-8")
    prefix = "ansible_collections.opsweave.platform.docsite."
    assert text.startswith(f".. _{prefix}{path.stem}:\n"), "the label that others link to"
    for name in re.findall(rf":ref:`{re.escape(prefix)}(\w+)`", text):
        assert (HOME / "rst" / f"{name}.rst").exists(), name
