-- scaffold-language-server for Neovim 0.11 and newer: vim.lsp.enable('scaffold_ls')
-- Attaches to Markdown, YAML and JSON inside scaffold content or a project with .scaffold/, and nowhere else.

local function is_dir(path)
  local stat = vim.uv.fs_stat(path)
  return stat ~= nil and stat.type == 'directory'
end

--- The content root a file is in: the nearest folder with content/methodology, content/pipeline or .scaffold.
local function content_root(path)
  for folder in vim.fs.parents(path) do
    if is_dir(folder .. '/content/methodology') or is_dir(folder .. '/content/pipeline') or is_dir(folder .. '/.scaffold') then
      return folder
    end
    if is_dir(folder .. '/methodology') and is_dir(folder .. '/pipeline') then
      local parent = vim.fs.dirname(folder)
      return vim.fs.basename(folder) == 'content' and parent or folder
    end
  end
end

return {
  cmd = { 'scaffold-lint', 'server' },
  filetypes = { 'markdown', 'yaml', 'json' },
  init_options = {},
  root_dir = function(buffer, on_dir)
    local root = content_root(vim.api.nvim_buf_get_name(buffer))
    if root then
      on_dir(root)
    end
  end,
}
