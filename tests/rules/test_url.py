"""Addresses are read as the URL standard says; the cases are the ones that fool other parsers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold_rules.url import is_blocked, parse_host, parse_url


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://owasp.org/Top10/", "owasp.org"),
        ("HTTPS://OWASP.ORG", "owasp.org"),
        ("  https://owasp.org\n", "owasp.org"),
        ("https:\\\\owasp.org\\a", "owasp.org"),
        ("https:owasp.org", "owasp.org"),
        ("https:///owasp.org", "owasp.org"),
        ("https://user:word@owasp.org:8443/x", "owasp.org"),
        ("https://a@b@owasp.org/", "owasp.org"),
        ("https://owasp.org?x=1", "owasp.org"),
        ("https://ow%61sp.org/", "owasp.org"),
        ("http://0x7f.1/", "127.0.0.1"),
        ("http://2130706433/", "127.0.0.1"),
        ("http://0177.0.0.01/", "127.0.0.1"),
        ("http://127.1/", "127.0.0.1"),
        ("http://127.0.0.1./", "127.0.0.1"),
        ("http://0/", "0.0.0.0"),
        ("http://10.0.258/", "10.0.1.2"),
        ("http://１２７.0.0.1/", "127.0.0.1"),
        ("http://127。0。0。1/", "127.0.0.1"),
        ("https://münchen.example/", "xn--mnchen-3ya.example"),
        ("http://[::1]/", "[::1]"),
        ("http://[0:0:0:0:0:0:0:1]:80/", "[::1]"),
        ("http://[::FFFF:127.0.0.1]/", "[::ffff:7f00:1]"),
        ("http://1.2.3.com/", "1.2.3.com"),
        ("http://a.0x/", None),
        ("http://256.1.1.1/", None),
        ("http://1.2.3.4.5/", None),
        ("http://08.1/", None),
        ("http://[::1/", None),
        ("http://[1::2::3]/", None),
        ("http://[fe80::1%25eth0]/", None),
        ("https://", None),
        ("https:///", None),
        ("https://?x", None),
        ("https://exa mple.org/", None),
        ("https://a<b/", None),
        ("https://owasp.org:http/", None),
        ("https://owasp.org:99999/", None),
        ("https://%", None),
        ("https://a\ud800.org", None),
        ("https://%ff.org", None),
        ("owasp.org", None),
        ("ftp://owasp.org", None),
        ("", None),
    ],
)
def test_host(text: str, host: str | None) -> None:
    url = parse_url(text)
    assert (url.host if url else None) == host


@pytest.mark.parametrize(
    ("text", "path", "query", "fragment"),
    [
        ("https://a.org", "/", "", ""),
        ("https://a.org/x/../y/./z", "/y/z", "", ""),
        ("https://a.org/x/%2E%2e/y/..", "/", "", ""),
        ("https://a.org/../../x", "/x", "", ""),
        ("https://a.org/x/.", "/x/", "", ""),
        ("https://a.org\\x\\y", "/x/y", "", ""),
        ("https://a.org/x?q=/../#f?g#h", "/x", "?q=/../", "#f?g#h"),
        ("https://a.org/x#", "/x", "", ""),
        ("https://a.org#top", "/", "", "#top"),
    ],
)
def test_path_query_and_fragment(text: str, path: str, query: str, fragment: str) -> None:
    url = parse_url(text)
    assert url is not None
    assert (url.path, url.query, url.fragment) == (path, query, fragment)


@pytest.mark.parametrize(
    ("text", "port"), [("http://a.org:80", None), ("http://a.org:443", 443), ("http://a.org:", None)]
)
def test_port(text: str, port: int | None) -> None:
    url = parse_url(text)
    assert url is not None
    assert url.port == port


@pytest.mark.parametrize(
    ("host", "blocked"),
    [
        ("localhost", True),
        ("localhost.example", False),
        ("0.0.0.0", True),
        ("1.0.0.0", False),
        ("9.255.255.255", False),
        ("10.255.255.255", True),
        ("100.63.255.255", False),
        ("100.64.0.1", True),
        ("100.127.255.255", True),
        ("100.128.0.0", False),
        ("169.254.169.254", True),
        ("172.15.0.1", False),
        ("172.16.0.1", True),
        ("172.31.255.255", True),
        ("172.32.0.0", False),
        ("192.0.0.8", True),
        ("192.0.1.1", False),
        ("192.0.2.1", True),
        ("192.88.99.1", True),
        ("192.168.1.1", True),
        ("198.17.0.0", False),
        ("198.19.255.255", True),
        ("198.51.100.7", True),
        ("203.0.113.9", True),
        ("223.255.255.255", False),
        ("224.0.0.1", True),
        ("255.255.255.255", True),
        ("[::]", True),
        ("[::1]", True),
        ("[::2]", False),
        ("[::ffff:0808:0808]", True),
        ("[100::1]", True),
        ("[2001:0:1::]", True),
        ("[2001:1ff::1]", True),
        ("[2001:1000::1]", False),
        ("[2001:db8::1]", True),
        ("[2001:db80::1]", False),
        ("[2001:4860:4860::8888]", False),
        ("[2002:7f00:1::]", True),
        ("[fc00::1]", True),
        ("[fdab::1]", True),
        ("[fe80::1]", True),
        ("[febf::1]", True),
        ("[fec0::1]", True),
        ("[ff02::1]", True),
        ("[2606:4700::1111]", False),
    ],
)
def test_blocked(host: str, blocked: bool) -> None:
    normal = parse_host(host)
    assert normal is not None
    assert is_blocked(normal) is blocked


@given(st.text(max_size=40), st.sampled_from(["", "http://", "https:\\", "http://[", "https://a@", "http://0x"]))
def test_no_text_is_too_odd(text: str, start: str) -> None:
    url = parse_url(start + text)
    if url is not None:
        is_blocked(url.host)


@given(st.from_regex(r"https?://[a-z0-9.-]{1,20}(:[0-9]{1,4})?(/[a-z.]{0,5}){0,4}", fullmatch=True))
def test_normalising_twice_changes_nothing(text: str) -> None:
    url = parse_url(text)
    if url is not None:
        port = f":{url.port}" if url.port is not None else ""
        assert parse_url(f"{url.scheme}://{url.host}{port}{url.path}{url.query}{url.fragment}") == url
