-- Which buffers the server is for. Nothing here needs more than Neovim 0.9.

local M = {}

M.filetypes = { 'markdown', 'yaml', 'json', 'jsonl', 'toml' }

local PACKAGE = '@zigrivers/scaffold'
local uv = vim.uv or vim.loop

local function is_dir(path)
  local stat = uv.fs_stat(path)
  return stat ~= nil and stat.type == 'directory'
end

local function has_content(folder)
  local present = vim.tbl_filter(function(name)
    return is_dir(folder .. '/' .. name)
  end, { 'pipeline', 'methodology', 'knowledge' })
  return #present >= 2 and (present[1] == 'pipeline' or vim.fs.basename(folder) == 'content')
end

local function is_package(folder)
  local file = is_dir(folder .. '/content') and io.open(folder .. '/package.json')
  if not file then
    return false
  end
  local ok, package = pcall(vim.json.decode, file:read('*a'))
  file:close()
  return ok and type(package) == 'table' and package.name == PACKAGE
end

local function is_root(folder)
  return has_content(folder .. '/content')
    or has_content(folder)
    or is_package(folder)
    or is_dir(folder .. '/.scaffold')
end

--- The content root that a file is in, as the server decides it: a content repository or package, a content folder,
--- or a project with `.scaffold/`. Never the home folder or a whole disk.
---@param file integer|string a buffer, or the absolute path of a file
---@return string? folder
function M.root(file)
  local path = type(file) == 'number' and vim.api.nvim_buf_get_name(file) or file
  for folder in vim.fs.parents(path) do
    if folder == uv.os_homedir() or folder == vim.fs.dirname(folder) then
      return nil
    end
    if is_root(folder) then
      local parent = vim.fs.dirname(folder)
      local bare = has_content(folder) and not has_content(folder .. '/content')
      return bare and vim.fs.basename(folder) == 'content' and is_root(parent) and parent or folder
    end
  end
end

return M
