# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write what site.yml wants as one JSON file: nodes for Infrahub, and settings of each region for Ironflow.

The sites are airports of the PyPI package airportsdata. Which ones is decided by their codes alone: the same number
gives the same airports, and a greater one adds to them. Each site gets a router and a switch.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from ipaddress import IPv4Network
from pathlib import Path
from typing import Any, Iterator

import airportsdata  # type: ignore[import-untyped]

Airport = dict[str, Any]
Node = dict[str, Any]

SITES = IPv4Network("10.0.0.0/8")  # a /24 for each airport of the world, in the order of their codes
LOOPBACKS = IPv4Network("172.16.0.0/12")
VLAN = 20
# The first word of a name in the time zone database; the rest are seas and the two poles.
REGIONS = {
    "Africa": "Africa",
    "America": "Americas",
    "Asia": "Asia",
    "Australia": "Australia",
    "Europe": "Europe",
    "Pacific": "Pacific",
}
ELSEWHERE = "Islands and poles"
MAKERS = (("Juniper Networks", "https://www.juniper.net"), ("Arista Networks", "https://www.arista.com"))
MODELS = (  # role, model, height, maker, platform, network_os
    ("edge", "MX204", 1, "Juniper Networks", "Junos OS", "junipernetworks.junos.junos"),
    ("access", "CCS-720XP-48ZC2", 1, "Arista Networks", "EOS", "arista.eos.eos"),
)


def node(kind: str, **data: Any) -> Node:
    return {"kind": kind, "data": {name: value for name, value in data.items() if value not in (None, "")}}


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def area(airport: Airport) -> str:
    return REGIONS.get(airport["tz"].partition("/")[0], ELSEWHERE)


def order(code: str) -> str:
    """Spreads the airports of any number over the world, in an order that does not depend on the number."""
    return hashlib.sha256(code.encode()).hexdigest()


def regions_of_countries(airports: dict[str, Airport]) -> dict[str, str]:
    """A country may lie in several areas, as Spain does with its islands: it belongs where most of its airports are."""
    areas: dict[str, Counter[str]] = defaultdict(Counter)
    for airport in airports.values():
        areas[airport["country"]][area(airport)] += 1
    return {country: min(found, key=lambda name: (-found[name], name)) for country, found in areas.items()}


def shared() -> Iterator[Node]:
    """What all sites have in common."""
    for name, website in MAKERS:
        yield node("NetManufacturer", name=name, website=website)
    yield node("NetOperator", name="Airfield Networks", email="noc@airfield.example", description="Runs all sites")
    for _role, model, height, maker, platform, system in MODELS:
        yield node("NetPlatform", name=platform, manufacturer=maker, network_os=system)
        yield node("NetDeviceType", name=model, height=height, manufacturer=maker)
    yield node("NetPrefix", prefix=str(SITES), role="supernet", description="A part for each site")
    yield node("NetPrefix", prefix=str(LOOPBACKS), role="loopback", description="One address for each router")


def site(airport: Airport, number: int) -> Iterator[Node]:
    """One airport's nodes; its number decides its addresses, and does not change when other airports come or go."""
    code = airport["iata"].lower()
    network = IPv4Network((int(SITES.network_address) + (number << 8), 24))
    yield node(
        "NetSite",
        name=airport["name"],
        code=code,
        parent=airport["country"].lower(),
        city=airport["city"],
        icao=airport["icao"],
        timezone=airport["tz"],
        latitude=f"{airport['lat']:.4f}",
        longitude=f"{airport['lon']:.4f}",
        elevation=round(airport["elevation"]),
        operator="Airfield Networks",
    )
    yield node("NetVlan", name=f"{code}-users", vlan_id=VLAN, role="users", site=code)
    yield node("NetPrefix", prefix=str(network), role="site", site=code, vlan=[code, str(VLAN)])
    yield from router(code, network, number)
    yield from switch(code, network)


def router(code: str, network: IPv4Network, number: int) -> Iterator[Node]:
    name = f"{code}-edge1"
    yield device(name, code, "edge")
    yield node("NetVirtual", device=name, name="lo0", role="loopback", description="Router id")
    yield node("NetPort", device=name, name="xe-0/0/0", role="uplink", speed=10000, mtu=9000, description="Core")
    yield node(
        "NetPort", device=name, name="xe-0/0/1", role="downlink", speed=10000, mtu=9000, description=f"{code}-access1"
    )
    loopback = LOOPBACKS.network_address + number + 1
    yield address(f"{loopback}/32", name, "lo0", primary=True)
    yield address(f"{network.network_address + 1}/{network.prefixlen}", name, "xe-0/0/1")


def switch(code: str, network: IPv4Network) -> Iterator[Node]:
    name, vlan = f"{code}-access1", [code, str(VLAN)]
    yield device(name, code, "access")
    yield node("NetVirtual", device=name, name=f"Vlan{VLAN}", role="management", vlan=vlan)
    yield node(
        "NetPort",
        device=name,
        name="Ethernet49",
        role="uplink",
        speed=10000,
        mtu=9000,
        mode="trunk",
        tagged_vlans=[vlan],
        description=f"{code}-edge1",
    )
    yield node("NetPort", device=name, name="Ethernet1", role="access", mode="access", untagged_vlan=vlan)
    yield address(f"{network.network_address + 2}/{network.prefixlen}", name, f"Vlan{VLAN}", primary=True)


def device(name: str, code: str, role: str) -> Node:
    model = next(one for one in MODELS if one[0] == role)
    return node("NetDevice", name=name, role=role, status="active", site=code, device_type=model[1], platform=model[4])


def address(text: str, device_name: str, interface: str, primary: bool = False) -> Node:
    kind = "NetVirtual" if interface.startswith(("lo", "Vlan")) else "NetPort"
    return node(
        "NetAddress",
        address=text,
        dns_name=f"{device_name}.net.example" if primary else None,
        interface={"kind": kind, "hfid": [device_name, interface]},
        primary_of=device_name if primary else None,
    )


def settings(region: str) -> dict[str, Any]:
    """What devices of one region are told; the names are examples."""
    return {
        "region": region,
        "ntp_servers": [f"ntp{number}.{region}.net.example" for number in (1, 2)],
        "syslog_server": f"syslog.{region}.net.example",
        "log_level": "informational",
    }


def plan(count: int) -> dict[str, Any]:
    airports = airportsdata.load("IATA")
    if not 0 <= count <= len(airports):
        raise SystemExit(f"there are {len(airports)} airports, so the number of sites is 0 to {len(airports)}")
    homes = regions_of_countries(airports)
    numbers = {code: number for number, code in enumerate(sorted(airports))}
    chosen = sorted(sorted(airports, key=order)[:count])
    countries = sorted({airports[code]["country"] for code in chosen})
    regions = sorted({homes[country] for country in countries})
    nodes = list(shared())
    nodes += [node("NetRegion", name=name, code=slug(name)) for name in regions]
    nodes += [node("NetCountry", name=name, code=name.lower(), parent=slug(homes[name])) for name in countries]
    for code in chosen:
        nodes += site(airports[code], numbers[code])
    return {"nodes": nodes, "regions": {slug(name): settings(slug(name)) for name in regions}}


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the plan of the network as JSON.")
    parser.add_argument("--sites", type=int, default=100, help="how many airports (default: %(default)s)")
    parser.add_argument("file", type=Path, help="the file to write; it is left alone when it would not change")
    options = parser.parse_args()
    text = json.dumps(plan(options.sites), ensure_ascii=False, indent=1) + "\n"
    if options.file.exists() and options.file.read_text(encoding="utf-8") == text:
        print("unchanged")
        return
    options.file.parent.mkdir(parents=True, exist_ok=True)
    options.file.write_text(text, encoding="utf-8")
    print("written")


if __name__ == "__main__":
    main()
