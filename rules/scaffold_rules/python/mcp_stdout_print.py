"""An MCP server on standard input and output prints to standard output.

Standard output carries the protocol, so one `print()` breaks the connection: `mcp-sdk-selection`,
`mcp-transport-patterns` and `mcp-observability` all say so. Looked at is code that makes a server; clients, tests and
servers that speak HTTP may print.

## Bad

````markdown content/knowledge/mcp-server/servers.md
---
name: servers
description: What servers is about
topics: [mcp-server]
---

```python
import sys
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("weather")
print("starting")
```
````

## Good

````markdown content/knowledge/mcp-server/servers.md
---
name: servers
description: What servers is about
topics: [mcp-server]
---

```python
import sys
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("weather")
print("starting", file=sys.stderr)
```
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import argument, calls, starred
from scaffold_rules.python.repair import add_argument, import_name
from scaffold_rules.python.source import has_python, python_snippets
from scaffold_rules.rule import rule

_SERVER = re.compile(r"FastMCP\(|MCPServer\(|mcp\.server|@(?:mcp|server)\.(?:tool|resource|prompt)|stdio_server")
_OTHER = re.compile(r"stdio_client|ClientSession|streamable|\bsse\b|\bhttp\b|uvicorn", re.IGNORECASE)


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
def mcp_stdout_print(document: MarkdownDocument) -> Iterator[Finding]:
    """Calls of `print` without a file."""
    for snippet in python_snippets(document, "print("):
        if snippet.is_test or not _SERVER.search(snippet.text) or _OTHER.search(snippet.text):
            continue
        for call, name in calls(snippet, "print"):
            if name == "print" and argument(call, "file") is None and not starred(call):
                edits = (add_argument(snippet, call, "file=sys.stderr"), *import_name(snippet, "sys"))
                fixes = snippet.fix("print to standard error", *edits)
                message = "standard output carries the protocol; print to `sys.stderr`"
                yield from snippet.report(call, message, fixes=fixes)
