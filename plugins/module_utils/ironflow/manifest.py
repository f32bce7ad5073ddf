# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The sections of a manifest of Ironflow, in order of dependence. In them things name each other, never by ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..core.section import Reference, Section, Whole
from ..core.spec import Resource
from .client import Ironflow
from .eras import Span
from .linked import Link, linked
from .manifest_keys import Documents, Keys
from .manifest_places import Places, apart, mine
from .resources import file_bucket, user
from .resources.api_key import API_KEY
from .resources.consumer_group import CONSUMER_GROUP
from .resources.environment import ENVIRONMENT
from .resources.event_schema import EVENT_SCHEMA
from .resources.function import FUNCTION, of_users
from .resources.kv_bucket import KV_BUCKET
from .resources.policy import POLICY
from .resources.policy import SERVED as POLICIES
from .resources.policy_set import POLICY_SET
from .resources.policy_set import SERVED as POLICY_SETS
from .resources.project import PROJECT
from .resources.projection import PROJECTION
from .resources.role import ROLE
from .resources.role_policy import ROLE_POLICY, RolePolicyStore
from .resources.secret import SECRET
from .resources.webhook_source import WEBHOOK_SOURCE

DEFAULT = "env_default"
IN_PROJECT = Link("project", "project_id", "projects", PROJECT, key=True)
IN_ENVIRONMENT = Link("environment", "env_id", "environments", ENVIRONMENT)
WITH_ROLES = Link("roles", "role_ids", "roles", ROLE)


def sections() -> Sequence[Section]:
    keys, documents, places = Keys(), Documents(), Places()
    of_organisation = (
        Section("projects", PROJECT, held=home),
        linked("environments", ENVIRONMENT, IN_PROJECT, held=here),
        Section("policies", tenants(POLICY), served=served(POLICIES)),
        Section("roles", tenants(ROLE, "policy_ids")),
        Section("role_policies", replace(ROLE_POLICY, store=Borne()), refers=borne, served=served(POLICIES)),
        Section("policy_set", tenants(POLICY_SET), single=True, laid=laid, served=served(POLICY_SETS)),
        Section("users", USER, refers=roles, weigh=user.weigh, optional=("current_password",)),
        linked("api_keys", tenants(API_KEY), WITH_ROLES, IN_ENVIRONMENT, held=own),
    )
    of_environment = (
        Section("kv_buckets", KV_BUCKET),
        Section("kv", keys.resource, keys.ready, keys.refers, held=keys.foreign, unfold=keys.unfold, fold=keys.fold),
        Section("config", documents.resource, documents.ready, laid=documents.laid),
        Section("secrets", SECRET),
        Section("event_schemas", EVENT_SCHEMA),
        Section("consumer_groups", CONSUMER_GROUP),
        Section("file_buckets", file_bucket.FILE_BUCKET, weigh=file_bucket.weigh, served=served(file_bucket.SERVED)),
        Section("webhook_sources", WEBHOOK_SOURCE),
        Section("functions", FUNCTION, refers=secrets, fold=registered),
        Section("projections", PROJECTION, fold=defined),
    )
    return (*map(places.in_organisation, of_organisation), *map(places.in_environment, of_environment))


def tenants(resource: Resource, *alien: str) -> Resource:
    """As an organisation has it; what belongs to the platform is no business of a document."""
    mine = tuple(f for f in resource.fields if f.name not in ("scope", "platform", *alien))
    return replace(resource, fields=mine)


USER = tenants(user.USER, "role_ids", "is_active")


def served(span: Span) -> Callable[[Ironflow], bool]:
    return lambda client: span.covers(client.version)


def here(client: Ironflow, environment: Mapping[str, Any]) -> bool:
    """The environment that a run is in, and the first one, which the server made."""
    return environment["id"] == DEFAULT or mine(client, environment)


def home(client: Ironflow, project: Mapping[str, Any]) -> bool:
    """A project with such an environment, which would go with it."""
    inside = ENVIRONMENT.store.find(apart(client), {"project_id": project["id"]})
    return any(here(client, one) for one in inside)


def own(client: Ironflow, key: Mapping[str, Any]) -> bool:
    """No document should take away the key that it is applied with."""
    prefix = key.get("key_prefix")
    return bool(prefix) and client.session.auth.token.startswith(prefix)


def roles(one: Mapping[str, Any]) -> Iterator[Reference]:
    for name in one.get("roles") or ():
        yield "roles", name


def secrets(function: Mapping[str, Any]) -> Iterator[Reference]:
    for name in function.get("secrets") or ():
        yield "secrets", name


def borne(one: Mapping[str, Any]) -> Iterator[Reference]:
    yield "roles", one["role"]
    yield "policies", one["policy"]


class Borne(RolePolicyStore):
    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Those of all roles, where none is named."""
        if "role" in filters:
            return super().find(client, filters)
        made = []
        for role in ROLE.store.find(client, {}):
            made += [{**one, "role": role["name"]} for one in super().find(client, {"role": role["id"]})]
        return made


def laid(wanted: Mapping[str, Any], there: Mapping[str, Any] | None, whole: Whole) -> Mapping[str, Any]:
    """Modules that are not named stay, unless the section is pruned; a module of null goes."""
    if "modules" not in wanted:
        return wanted
    kept = {} if whole(wanted["modules"]) else (there or {}).get("modules") or {}
    every = {**kept, **wanted["modules"]}
    return {**wanted, "modules": {name: text for name, text in every.items() if text is not None}}


def registered(functions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without what workers wrote into them."""
    every = ({**one, "metadata": of_users(one.get("metadata") or {})} for one in functions)
    return [{name: value for name, value in one.items() if value != {}} for one in every]


def defined(projections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The server counts versions of SQL itself."""
    return [
        {name: value for name, value in one.items() if name != "version" or "table_sql" not in one}
        for one in projections
    ]
