# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Validation errors in the words of the real server, whose graphql-core is an older one than ours."""

from __future__ import annotations

import re
from typing import Any

from graphql import BREAK, DocumentNode, GraphQLError, Node, Visitor, print_ast, visit
from graphql.language import ValueNode

UNDEFINED = {"code": "UNDEFINED_ERROR", "http_status": 500, "data": {}}
WORDS = (
    (
        r"^Expected value of type '(\w+)' not to include unknown field '(\w+)'(\.( Did you mean .*\?)"
        r" Found:|, found:).*$",
        lambda m: f"Field '{m[2]}' is not defined by type '{m[1]}'.{m[4] or ''}",
    ),
    (
        r"^Expected value of type '(\w+)' to include required field '(\w+)'.*$",
        lambda m: f"Field '{m[1]}.{m[2]}' of required type was not provided.",
    ),
    (
        r"^Expected value of non-null type '([\w!]+)' not to be null\.$",
        lambda m: f"Expected value of type '{m[1]}', found null.",
    ),
    (r"^Argument '(?:Query|Mutation)\.(\w+)\((\w+):\)' of type", lambda m: f"Field '{m[1]}' argument '{m[2]}' of type"),
    (r"^(Expected value of type '[^']+', found): (.*)$", lambda m: f"{m[1]} {m[2]}"),
)


def told(error: GraphQLError, document: DocumentNode) -> dict[str, Any]:
    message = error.message
    for pattern, words in WORDS:
        message = re.sub(pattern, words, message, flags=re.DOTALL)
    found: dict[str, Any] = {"message": message}
    places = [(one.line, one.column) for one in error.locations or ()] or place(message, document)
    if places:
        found["locations"] = [{"line": line, "column": column} for line, column in places]
    return {**found, "extensions": UNDEFINED}


class Search(Visitor):
    """The first value that reads like this."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.found = text, []

    def enter(self, node: Node, *_rest: Any) -> Any:
        if isinstance(node, ValueNode) and node.loc and print_ast(node) == self.text:
            self.found = [(node.loc.start_token.line, node.loc.start_token.column)]
            return BREAK
        return None


def place(message: str, document: DocumentNode) -> list[tuple[int, int]]:
    """Where the value stands that the message quotes; our graphql-core does not say it for every error."""
    text = message.rpartition(": ")[2]
    search = Search(text)
    visit(document, search)
    return search.found
