# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Organisations, projects, environments, tenants."""

from __future__ import annotations

from ..walk import finds, row, see

ORGS = (
    row("orgs_create", {"name": "acme"}, keep="org", look=finds("org", name="acme")),
    row("orgs_list", look=see("org_info")),
    row("orgs_get", "<org.id>", look=see("org_info", name="acme")),
    row(
        "orgs_patch",
        "<org.id>",
        {"name": "acme two", "preferences": {"default_timezone": "Europe/Berlin"}},
        look=finds("org", name="acme two", default_timezone="Europe/Berlin"),
    ),
    row("orgs_get", "<org.id>", look=see("org_info", name="acme two")),
    row("orgs_create_orgs", {"name": "other"}, of_platform=True, look=finds("org", name="other")),
    row("orgs_delete", "<org.id>", look=finds("org", name="acme two", state="absent")),
    row("orgs_get", "<org.id>", refused=404),
)
PROJECTS = (
    row("projects_create", {"name": "shop"}, keep="project", look=finds("project", name="shop")),
    row("projects_list", look=see("project_info")),
    row("projects_update", "<project.id>", {"name": "till"}, look=see("project_info", name="till")),
    row(
        "environments_create",
        {"name": "testing", "project_id": "<project.id>", "color": "#112233"},
        keep="env",
        look=finds("environment", name="testing", project_id="<project.id>", color="#112233"),
    ),
    row("environments_list", look=see("environment_info")),
    row("environments_update", "<env.id>", {"name": "trying"}, look=see("environment_info", name="trying")),
    row(
        "environments_delete",
        "<env.id>",
        look=finds("environment", name="trying", project_id="<project.id>", state="absent"),
    ),
    row("projects_delete", "<project.id>", look=finds("project", name="till", state="absent")),
)
NEW_ENVIRONMENTS = (
    row(
        "EnvironmentService/CreateEnvironment",
        {"name": "testing"},
        keep="env",
        look=finds("environment", name="testing"),
    ),
    row("EnvironmentService/GetEnvironment", {"id": "<env.id>"}, look=see("environment_info", name="testing")),
    row("EnvironmentService/ListEnvironments", {}, look=see("environment_info", part="environments")),
    row("EnvironmentService/RotateAPIKey", {"id": "<env.id>"}),
    row(
        "EnvironmentService/DeleteEnvironment",
        {"id": "<env.id>"},
        look=finds("environment", name="testing", state="absent"),
    ),
)
TENANTS = (
    row("tenants_provision", {"org_name": "acme", "env_name": "production"}),
    row("tenants_list", look=see("tenant_info", api_key="<platform.key>")),
)
