"""What the editor's user wants, folder by folder: asked for, or taken as the client sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from scaffold_server import convert

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scaffold_server.lsp import Server

SECTION = "scaffold-lint"
"""Where a client keeps what it wants of us."""


async def ask(ls: Server, folders: Sequence[str]) -> dict[str, Any]:
    """Ask for the settings of each workspace folder (their URIs), and go by them; gives back those of no folder."""
    items = [types.ConfigurationItem(scope_uri=uri, section=SECTION) for uri in (None, *folders)]
    found = plain(await ls.workspace_configuration_async(types.ConfigurationParams(items)))
    general, *answers = found if isinstance(found, list) and found else [None]
    for uri, answer in zip(folders, answers, strict=False):
        keep(ls, [uri], answer)
    go(ls)
    return general if isinstance(general, dict) else {}


def keep(ls: Server, folders: Iterable[str], settings: object) -> None:
    """Take settings as those of workspace folders; what is none of that is passed over."""
    for uri in folders:
        path = convert.path_of(uri)
        if path is not None and isinstance(settings, dict):
            ls.session.wanted[path] = settings


def go(ls: Server) -> None:
    """Go by the settings that were kept; where they make no difference, nothing happens."""
    before = dict(ls.session.workspaces)
    ls.session.configure()
    if any(before.get(path) is not workspace for path, workspace in ls.session.workspaces.items()):
        ls.changed()


def plain(value: Any) -> Any:
    """A value with dictionaries in place of the objects that the protocol's library makes."""
    if isinstance(value, list | tuple) and not hasattr(value, "_asdict"):
        return [plain(item) for item in value]
    if hasattr(value, "_asdict"):
        value = value._asdict()
    elif hasattr(value, "__dict__"):
        value = vars(value)
    return {key: plain(item) for key, item in value.items()} if isinstance(value, dict) else value
