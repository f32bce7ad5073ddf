# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The Infrahub stand-in keeps prefixes and addresses in their places as the recorded server does."""

from __future__ import annotations

from .infrahub_client import boxed as box


def test_prefixes_and_addresses_find_their_places():
    boxed = box()
    for prefix in ("10.0.0.0/8", "10.1.1.0/24"):
        boxed.data("mutation ($p: String) { TestNetCreate(data: {prefix: {value: $p}}) { ok } }", p=prefix)
    boxed.data('mutation { TestAddrCreate(data: {address: {value: "10.1.1.5/24"}}) { ok } }')
    text = (
        "{ TestNet { edges { node { prefix { value } parent { node { __typename display_label } }"
        " is_top_level { value }"
    )
    text += (
        " ip_addresses { count } } } } TestAddr { edges { node { ip_prefix { node { display_label } }"
        " ip_namespace { node { hfid } } } } } }"
    )

    def seen():
        told = boxed.data(text)
        rows = [row["node"] for row in told["TestNet"]["edges"]]
        nets = {row["prefix"]["value"]: (row["parent"]["node"] or {}).get("display_label") for row in rows}
        return nets, told["TestAddr"]["edges"][0]["node"]["ip_prefix"]["node"]["display_label"], told

    nets, home, told = seen()
    assert nets == {"10.0.0.0/8": None, "10.1.1.0/24": "10.0.0.0/8"} and home == "10.1.1.0/24"
    assert told["TestAddr"]["edges"][0]["node"]["ip_namespace"]["node"]["hfid"] == ["default"]
    boxed.data('mutation { TestNetCreate(data: {prefix: {value: "10.1.0.0/16"}}) { ok } }')
    assert seen()[0] == {"10.0.0.0/8": None, "10.1.0.0/16": "10.0.0.0/8", "10.1.1.0/24": "10.1.0.0/16"}
    boxed.data('mutation { TestNetDelete(data: {hfid: ["10.1.1.0/24"]}) { ok } }')
    assert seen()[1] == "10.1.0.0/16"
