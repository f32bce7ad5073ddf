# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""How messages name what was probably meant."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.words import ELLIPSIS, clip, unknown

NAMES = ("name", "description", "site_name", "status")


@pytest.mark.parametrize(
    ("name", "allowed", "ending"),
    [
        ("nmae", NAMES, '"nmae"; did you mean "name"?'),
        ("Description", NAMES, '"Description"; did you mean "description"?'),
        ("siteName", NAMES, 'did you mean "site_name"?'),
        ("xyz", NAMES, '"xyz"; there is description, name, site_name, status'),
        ("xyz", (), '"xyz"; there are none'),
        ("xyz", [f"number{n:02}" for n in range(20)], "number11 and 8 more"),
    ],
)
def test_unknown(name, allowed, ending):
    assert unknown("Device has no field", name, allowed).endswith(ending)


def test_clip():
    assert clip(" short ") == "short" and clip("x" * 500) == "x" * 500
    assert clip("x" * 501) == "x" * 500 + ELLIPSIS and clip("abc", 2) == "ab" + ELLIPSIS
