# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of repositories, and of what Infrahub finds in them and makes with it."""

from __future__ import annotations

from .life import Life

QUERY = "query Tag($name: String!) { BuiltinTag(name__value: $name) { edges { node { id name { value } } } } }"
REPOSITORY = {"name": "templates", "location": "https://git.test/templates.git"}
TRANSFORM = {"name": "box_text", "query": "box", "repository": "templates", "template_path": "box.j2"}
ARTIFACT = {
    "name": "box_text", "artifact_name": "box text", "transformation": "box_text", "targets": "boxes",
    "parameters": {"name": "name__value"}, "content_type": "text/plain",
}  # fmt: skip
GENERATOR = {
    "name": "box_tags", "repository": "templates", "query": "box", "targets": "boxes", "file_path": "box.py",
    "class_name": "Tags", "parameters": {"name": "name__value"},
}  # fmt: skip


# Repositories by their module, which waits for the import: that removes what was made meanwhile.
def node(kind, **data):
    return "infrahub_node", {"kind": kind, "data": data}


def nodes(*given):
    return "infrahub_nodes", {"nodes": [{"kind": kind, "data": data} for kind, data in given]}


GROUND = (
    nodes(
        ("BuiltinTag", {"name": "blue"}),
        ("CoreStandardGroup", {"name": "boxes"}),
        ("CoreStandardGroup", {"name": "others"}),
        ("CoreGraphQLQuery", {"name": "box", "query": QUERY}),
        ("CoreGraphQLQuery", {"name": "box2", "query": QUERY}),
    ),
    ("infrahub_repository", REPOSITORY),
)

BOX = {
    "name": "Box", "namespace": "Life", "inherit_from": ["CoreArtifactTarget"], "human_friendly_id": ["name__value"],
    "attributes": [{"name": "name", "kind": "Text", "unique": True}],
}  # fmt: skip
BOXES = (
    ("infrahub_schema", {"schemas": [{"version": "1.0", "nodes": [BOX]}]}),
    nodes(
        ("LifeBox", {"name": "a"}),
        ("CoreStandardGroup", {"name": "boxes", "members": [{"kind": "LifeBox", "hfid": ["a"]}]}),
        ("CoreGraphQLQuery", {"name": "box", "query": QUERY.replace("BuiltinTag", "LifeBox")}),
    ),
    ("infrahub_repository", REPOSITORY),
)

DOCUMENT = {
    "name": "Doc", "namespace": "Life", "inherit_from": ["CoreFileObject"], "human_friendly_id": ["title__value"],
    "attributes": [
        {"name": "title", "kind": "Text", "unique": True}, {"name": "note", "kind": "Text", "optional": True},
    ],
}  # fmt: skip
DOCUMENTS = ("infrahub_schema", {"schemas": [{"version": "1.0", "nodes": [DOCUMENT]}]})

FILE = Life(
    "infrahub_file",
    {"kind": "LifeDoc", "data": {"title": "a"}, "content": "Sky {{ 1 + 1 }}", "file_name": "a.txt"},
    {"data": {"title": "a", "note": "Sea"}, "content": "Sea"},
    before=(DOCUMENTS,),
    alike=({"content": None, "file_name": None},),
)
CREDENTIAL = Life(
    "infrahub_credential",
    {"name": "git", "username": "robot", "password": "word"},
    {"description": "Of {{ 1 + 1 }}", "label": "Git", "unset": ["username"]},
    secrets=("password",),
)
OF_REPOSITORIES = [
    Life(
        "infrahub_repository",
        {**REPOSITORY, "credential": "git", "tags": ["blue"], "description": "Sky {{ 1 + 1 }}"},
        {"default_branch": "develop", "tags": [], "unset": ["credential"]},
        before=(
            node("BuiltinTag", name="blue"),
            ("infrahub_credential", {"name": "git", "username": "robot", "password": "word"}),
        ),
    ),
    Life("infrahub_repository", {**REPOSITORY, "read_only": True}, {"ref": "v2"}),
    Life(
        "infrahub_repository_import",
        {"name": "templates", "force": True},
        {},
        before=(("infrahub_repository", REPOSITORY),),
        once=True,
    ),
    Life(
        "infrahub_transform",
        {**TRANSFORM, "tags": ["blue"], "time_limit": 30},
        {"query": "box2", "template_path": "box2.j2", "description": "Of {{ 1 + 1 }}", "tags": []},
        before=GROUND,
    ),
    Life(
        "infrahub_transform",
        {**TRANSFORM, "template_path": None, "file_path": "box.py", "class_name": "Box"},
        {"convert_query_response": True, "class_name": "Box2", "label": "Boxes"},
        before=GROUND,
    ),
    Life(
        "infrahub_artifact_definition",
        {**ARTIFACT, "description": "Sky"},
        {"targets": "others", "parameters": {"name": "name__value", "more": "id"}, "unset": ["description"]},
        before=(*GROUND, ("infrahub_transform", TRANSFORM)),
    ),
    Life(
        "infrahub_generator",
        GENERATOR,
        {"targets": "others", "execute_after_merge": False, "description": "Of {{ 1 + 1 }}"},
        before=GROUND,
    ),
    Life(
        "infrahub_check",
        {"name": "box_names", "repository": "templates", "file_path": "box.py", "class_name": "Names", "query": "box"},
        {"targets": "boxes", "parameters": {"name": "name__value"}, "time_limit": 20, "unset": ["query"]},
        before=GROUND,
    ),
    Life(
        "infrahub_artifact_generate",
        {"definition": "box_text"},
        {},
        before=(*BOXES, ("infrahub_transform", TRANSFORM), ("infrahub_artifact_definition", ARTIFACT)),
        once=True,
    ),
    Life(
        "infrahub_generator_run",
        {"name": "box_tags"},
        {},
        before=(*BOXES, ("infrahub_generator", GENERATOR)),
        once=True,
    ),
    Life(
        "infrahub_check_run",
        {"proposed_change": "life", "check_type": "data"},
        {},
        before=(
            ("infrahub_branch", {"name": "life"}),
            node("BuiltinTag", name="blue"),
            ("infrahub_proposed_change", {"name": "life", "source_branch": "life"}),
        ),
        once=True,
    ),
]
# A real server without its worker waits for itself while it takes in a repository.
LIVES = [CREDENTIAL, FILE, *(life._replace(worker=True) for life in OF_REPOSITORIES)]
