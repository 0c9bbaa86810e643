"""``scaffold-lint server``: the language server."""

from __future__ import annotations

import click


@click.command()
@click.option("--stdio", is_flag=True, help="Speak over standard input and output (the default).")
@click.option("--tcp", is_flag=True, help="Listen on a TCP port instead.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=2087, show_default=True, help="The port to listen on; 0 takes a free one.")
@click.option(
    "--log-level",
    metavar="LEVEL",
    default="warning",
    show_default=True,
    help="How much to say on standard error: debug, info, warning or error; anything else is warning.",
)
def server(*, stdio: bool, tcp: bool, host: str, port: int, log_level: str) -> None:  # noqa: ARG001 - --stdio is what we do
    """Run the language server."""
    import asyncio
    import logging
    import sys

    level = log_level.upper() if log_level.upper() in logging.getLevelNamesMapping() else "WARNING"
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")

    from scaffold_server.lsp import create_server
    from scaffold_server.wire import serve_stdio, serve_tcp

    sys.setswitchinterval(0.0005)  # whatever is under way, the thread that reads the client's messages gets its turn
    protocol = create_server().protocol
    if tcp:
        code = asyncio.run(
            serve_tcp(protocol, host, port, lambda at: click.echo(f"listening on {host}:{at}", err=True))
        )
    else:
        code = asyncio.run(serve_stdio(protocol))
    sys.exit(code)
