# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The scalars of the GraphQL schema: what they take as a variable and as a literal, which differs."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLError, GraphQLScalarType, Undefined
from graphql.language import ast


def generic_literal(node: ast.ValueNode, variables: dict[str, Any] | None = None) -> Any:
    """Bare names become null."""
    if isinstance(node, (ast.StringValueNode, ast.BooleanValueNode)):
        return node.value
    if isinstance(node, ast.IntValueNode):
        return int(node.value)
    if isinstance(node, ast.FloatValueNode):
        return float(node.value)
    if isinstance(node, ast.ListValueNode):
        return [generic_literal(item, variables) for item in node.values]
    if isinstance(node, ast.ObjectValueNode):
        return {field.name.value: generic_literal(field.value, variables) for field in node.fields}
    if isinstance(node, ast.VariableNode):
        return (variables or {}).get(node.name.value)
    return None


def big_value(value: Any) -> int:
    if isinstance(value, (list, dict)):
        raise GraphQLError(f"BigInt cannot represent value: {value!r}")
    return int(value)


def big_literal(node: ast.ValueNode, _variables: dict[str, Any] | None = None) -> Any:
    if isinstance(node, ast.IntValueNode):
        return int(node.value)
    return Undefined


def text_literal(node: ast.ValueNode, _variables: dict[str, Any] | None = None) -> Any:
    if isinstance(node, ast.StringValueNode):
        return node.value
    return Undefined


BIG_INT = GraphQLScalarType("BigInt", parse_value=big_value, parse_literal=big_literal)
GENERIC = GraphQLScalarType("GenericScalar", parse_value=lambda value: value, parse_literal=generic_literal)
DATE_TIME = GraphQLScalarType("DateTime", parse_value=str, parse_literal=text_literal)
UPLOAD = GraphQLScalarType("Upload")
