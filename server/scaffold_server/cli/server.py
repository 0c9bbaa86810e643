"""``scaffold-lint server``: the language server."""

from __future__ import annotations

import click


@click.command()
@click.option("--stdio", is_flag=True, help="Speak over standard input and output (the default).")
@click.option("--tcp", is_flag=True, help="Listen on a TCP port instead.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=2087, show_default=True, help="The port to listen on.")
@click.option("--log-level", default="warning", show_default=True, help="How much to say on standard error.")
def server(*, stdio: bool, tcp: bool, host: str, port: int, log_level: str) -> None:  # noqa: ARG001 - --stdio is what we do
    """Run the language server."""
    import gc
    import logging

    from scaffold_server.lsp import create_server

    gc.freeze()
    gc.enable()

    logging.basicConfig(level=log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    language_server = create_server()
    if tcp:
        language_server.start_tcp(host, port)
    else:
        language_server.start_io()
