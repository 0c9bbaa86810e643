-- scaffold-language-server for Neovim 0.11 and newer: vim.lsp.enable('scaffold_ls')
-- Attaches inside scaffold content and projects with .scaffold/, and nowhere else.

return {
  cmd = { 'scaffold-lint', 'server' },
  filetypes = require('scaffold_ls').filetypes,
  init_options = {},
  root_dir = function(buffer, on_dir)
    local root = require('scaffold_ls').root(buffer)
    if root then
      on_dir(root)
    end
  end,
}
