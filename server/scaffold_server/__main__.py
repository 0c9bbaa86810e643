"""The two commands."""

from __future__ import annotations

import sys

VERSION = (["--version"], ["-V"])


def main() -> None:
    """``scaffold-lint``. ``--version`` is answered before anything is imported."""
    if sys.argv[1:] in VERSION:
        from scaffold_schemas.version import __version__

        print(f"scaffold-lint {__version__}")  # noqa: T201 - this is the terminal
        return
    import gc

    gc.disable()  # what is imported and read stays to the end; the language server turns collection on again
    from scaffold_server.cli import cli

    try:
        cli()
    except Exception:  # noqa: BLE001 - the last resort: say so, and end with the code of a bug of ours
        import traceback

        traceback.print_exc()
        print("scaffold-lint: this is a bug of ours; please report it with the lines above", file=sys.stderr)  # noqa: T201
        sys.exit(70)


def serve() -> None:
    """``scaffold-language-server``, the same as ``scaffold-lint server``; it says its version as well, for editors ask."""
    if sys.argv[1:] not in VERSION:
        sys.argv[1:1] = ["server"]
    main()


if __name__ == "__main__":
    main()
