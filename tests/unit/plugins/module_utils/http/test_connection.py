# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Connection options: the address, credentials, and the session that they make."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import PlatformError
from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Outside
from ansible_collections.opsweave.platform.plugins.module_utils.http.auth import HeaderAuth, credential
from ansible_collections.opsweave.platform.plugins.module_utils.http.connection import CONNECTION, address, open_session
from ansible_collections.opsweave.platform.plugins.module_utils.http.parallel import side_by_side
from ansible_collections.opsweave.platform.plugins.module_utils.http.retry import pause
from ansible_collections.opsweave.platform.plugins.module_utils.http.session import Session

DEFAULTS = {field.name: field.default for field in CONNECTION}


def test_credentials():
    assert credential("api_token", " token\n") == "token"
    assert "secret" not in repr(HeaderAuth("X", "secret"))
    for bad in ("", "a\nb", "tökén", " \n"):
        with pytest.raises(PlatformError, match="api_token") as caught:
            credential("api_token", bad)
        assert "kén" not in str(caught.value)


def test_address():
    warnings = []
    assert address("http://far/ ", warnings.append) == "http://far" and len(warnings) == 1
    assert "far" in warnings[0] and "plain http" in warnings[0]
    assert address("http://127.0.0.1:1/base/", warnings.append) == "http://127.0.0.1:1/base"
    assert address("http://localhost", warnings.append) and address("http://[::1]:9", warnings.append)
    assert address("https://far", warnings.append) and len(warnings) == 1
    for bad in ("localhost:1", "ftp://x", "https://user:pw@x", "https://", "https://x?token=y", "", "https://[x"):
        with pytest.raises(PlatformError, match="api_url must look like") as caught:
            address(bad, warnings.append)
        assert "pw" not in str(caught.value) and "token" not in str(caught.value)


def test_the_options_make_the_session():
    options = {
        "api_url": "https://far/", "api_timeout": 5, "api_retries": 0, "api_retry_max_wait": 1, "api_proxy": "http://p",
        "api_headers": {"X-A": 5, "X-B": " b\n"}, "ca_path": "/ca", "client_cert": "/c", "client_key": "/k",
    }  # fmt: skip
    made = open_session({**DEFAULTS, **options}, None, Outside(transport=lambda *a, **k: None))
    assert (made.base, made.timeout, made.retries, made.longest_wait) == ("https://far", 5, 0, 1)
    assert (made.verify, made.cert, made.proxy) == ("/ca", ("/c", "/k"), "http://p")
    assert made.headers == {"X-A": "5", "X-B": "b"}
    plain = open_session({**DEFAULTS, "api_url": "https://far"}, None, Outside(transport=lambda *a, **k: None))
    assert (plain.verify, plain.cert, plain.proxy, plain.headers) == (True, None, None, {})
    bold = {**DEFAULTS, **options, "validate_certs": False, "client_key": None}
    trusting = open_session(bold, None, Outside(transport=lambda *a, **k: None))
    assert trusting.verify is False and trusting.cert == ("/c",)


def test_a_session_shows_no_secret():
    made = Session("https://far", HeaderAuth("X", "secret"), proxy="secret", headers={"X": "secret"}, transport=print)
    assert "secret" not in repr(made)


@pytest.mark.parametrize(
    ("tried", "wish", "seconds"),
    [(0, None, 0.5), (3, None, 4.0), (9, None, 30.0), (0, "5", 5.0), (0, " 5 ", 5.0), (0, "-5", 0.5), (0, "500", 30.0)],
)
def test_pause(tried, wish, seconds):
    assert pause(tried, wish, 0.0, 30.0) == seconds


def test_a_date_in_the_past_does_not_wait():
    assert pause(0, "Thu, 01 Jan 1970 00:00:09 GMT", 100.0, 30.0) == 0.0


def test_side_by_side_keeps_the_order():
    for connections in (1, 2, 9):
        assert list(side_by_side(lambda n: n * n, range(20), connections)) == [n * n for n in range(20)]
    assert list(side_by_side(len, [], 4)) == []
    with pytest.raises(ZeroDivisionError):
        list(side_by_side(lambda n: 1 // n, [1, 0], 2))
