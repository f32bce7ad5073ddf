# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Templates of policies, on servers up to 0.43: several policies that are installed together or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.ensure import show
from ...core.errors import PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Resource, Task
from ...core.words import unknown
from ..client import IRONFLOW, Ironflow, segment
from ..rest_store import ID, RestStore
from .policy import POLICY, SERVED

FIELDS = (
    ID,
    Field("name", key=True),
    Field("template_id", computed=True),
    Field("version", computed=True),
    Field("description", server_default=""),
    Field("bundle", "raw", wire="bundle_json"),
    Field("tenant_id", computed=True),
    Field("created_at", computed=True),
    Field("updated_at", computed=True),
)


class TemplateStore(RestStore):
    def unpacked(self, name: str, value: Any) -> Any:
        """The form of a bundle is not written down anywhere: a text that is no JSON stays one."""
        try:
            return super().unpacked(name, value)
        except ValueError:
            return value


STORE = TemplateStore("policy template", "/policy-templates", FIELDS, alone=False, texts=("bundle",), served=SERVED)
TEMPLATE = Resource("policy template", IRONFLOW, FIELDS, STORE)
WORDS = ("id", "template_id", "name")


def run(task: Task) -> dict[str, Any]:
    """What the template holds is known by the names of its policies; where it does not tell them, it is installed."""
    template = named(task.client, task.params["template"])
    wanted = policies(template["bundle"])
    there = installed(task.client, wanted)
    done = bool(wanted) and len(there) == len(wanted)
    if there and not done:
        names = ", ".join(sorted(there))
        text = f"{TEMPLATE.title(template)}: {names} is there already, and the server installs all or none"
        raise PlanError(f"{text}; delete it, or give the rest with ironflow_policy")
    if not done and not task.check_mode:
        there = install(task.client, template, wanted)
    after = sorted(wanted or there)
    return {
        "changed": not done,
        "policies": [show(POLICY, there[name]) for name in sorted(there)] if done or not task.check_mode else None,
        "template": {name: template[name] for name in (*WORDS, "version")},
        "diff": {"before": after if done else [], "after": after},
    }


def install(client: Ironflow, template: Mapping[str, Any], wanted: list[str]) -> dict[str, dict[str, Any]]:
    try:
        answer = client.rest("POST", f"/policy-templates/{segment(template['id'])}/install", tells=("policies",))
    except Uncertain:
        there = installed(client, wanted)
        if not wanted or len(there) < len(wanted):
            raise
        return there
    made = (POLICY.store.tenant.read(one) for one in answer["policies"] or [])
    return {one["name"]: {"scope": "tenant", **one} for one in made}


def named(client: Ironflow, asked: str) -> dict[str, Any]:
    known = TEMPLATE.store.find(client, {})
    for word in WORDS:
        found = [one for one in known if one[word] == asked]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(sorted(one["id"] for one in found))
            raise PlanError(f"policy template {asked}: there are {len(found)} of this {word} ({ids}); give the id")
    raise PlanError(unknown("there is no policy template", asked, (one["name"] for one in known)))


def policies(bundle: Any) -> list[str]:
    """The names in a bundle, which is a list of policies, or has one."""
    items = bundle.get("policies") if isinstance(bundle, Mapping) else bundle
    names = [one.get("name") for one in items or [] if isinstance(one, Mapping)] if isinstance(items, list) else []
    return sorted(name for name in names if isinstance(name, str))


def installed(client: Ironflow, wanted: list[str]) -> dict[str, dict[str, Any]]:
    found = POLICY.store.find(client, {"scope": "tenant"}) if wanted else []
    return {one["name"]: one for one in found if one["name"] in wanted}


INSTALL = ModuleSpec(IRONFLOW, (Field("template", required=True),), run, ("policies", "template"))
