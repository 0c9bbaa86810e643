use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

struct Scaffold;

impl zed::Extension for Scaffold {
    fn new() -> Self {
        Scaffold
    }

    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let command = worktree
            .which("scaffold-lint")
            .ok_or("`scaffold-lint` is not on the PATH: pipx install scaffold-language-server")?;
        Ok(Command {
            command,
            args: vec!["server".into()],
            env: worktree.shell_env(),
        })
    }
}

zed::register_extension!(Scaffold);
