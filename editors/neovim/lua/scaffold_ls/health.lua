-- :checkhealth scaffold_ls

local M = {}

local health = vim.health
local INSTALL = {
  'Install it: pipx install scaffold-language-server (from a checkout: pipx install .)',
  "Or say where it is: vim.lsp.config('scaffold_ls', { cmd = { '/path/to/scaffold-lint', 'server' } })",
}

local function client()
  return vim.lsp.get_clients({ name = 'scaffold_ls' })[1]
end

--- The command that starts the server: the running one's, the configured one, or ours.
local function command()
  local running = client()
  if running then
    return running.config.cmd
  end
  local config = vim.fn.has('nvim-0.11') == 1 and vim.lsp.config.scaffold_ls
  return config and config.cmd or { 'scaffold-lint', 'server' }
end

local function check_editor()
  health.start('Neovim')
  if vim.fn.has('nvim-0.11') == 0 then
    health.info(('%s: vim.lsp.enable() needs 0.11; see :help scaffold_ls-older'):format(vim.version()))
  elseif vim.lsp.is_enabled and not vim.lsp.is_enabled('scaffold_ls') then
    health.warn('The server is not enabled.', { "Put vim.lsp.enable('scaffold_ls') into your init.lua" })
  else
    health.ok('The server is enabled.')
  end
end

--- The messages in what a server wrote.
local function messages(text)
  local at = 1
  return function()
    local _, header, length = text:find('Content%-Length: (%d+).-\r\n\r\n', at)
    if not header then
      return nil
    end
    at = header + 1 + length
    local ok, message = pcall(vim.json.decode, text:sub(header + 1, at - 1))
    return ok and message or nil
  end
end

--- A first conversation with a fresh server: what it says of itself, or why it does not.
local function greet(cmd)
  local function message(content)
    local body = vim.json.encode(vim.tbl_extend('error', { jsonrpc = '2.0' }, content))
    return ('Content-Length: %d\r\n\r\n%s'):format(#body, body)
  end
  local nothing = vim.empty_dict()
  local asked = { command = 'scaffold-lint.server.printDebugInformation' }
  local started = { processId = vim.fn.getpid(), rootUri = vim.NIL, capabilities = nothing }
  local conversation = table.concat({
    message({ id = 1, method = 'initialize', params = started }),
    message({ method = 'initialized', params = nothing }),
    message({ id = 2, method = 'workspace/executeCommand', params = asked }),
    message({ id = 3, method = 'shutdown' }),
    message({ method = 'exit' }),
  })
  local said = vim.system(cmd, { timeout = 15000, stdin = conversation }):wait()
  for answer in messages(said.stdout) do
    if answer.id == 2 and type(answer.result) == 'string' then
      return answer.result
    end
  end
  local last = vim.split(vim.trim(said.stderr), '\n')
  return nil, ('exit code %d: %s'):format(said.code, last[#last] ~= '' and last[#last] or 'it said nothing')
end

local function check_server()
  health.start('Server')
  local cmd = command()
  if type(cmd) ~= 'table' then
    return health.info('It is started by a function of your configuration.')
  end
  local path = vim.fn.exepath(cmd[1])
  if path == '' then
    return health.error(('`%s` is not an executable.'):format(cmd[1]), INSTALL)
  end
  health.ok(('Found %s'):format(path))
  local said, why = greet(cmd)
  if not said then
    return health.error(('`%s` does not start: %s'):format(table.concat(cmd, ' '), why), INSTALL)
  end
  for number, line in ipairs(vim.split(said, '\n')) do
    if number == 1 then
      health.ok('Starts: ' .. line)
    elseif line:match('^python') or line:match('^pygls') or line:match('^ruff') then
      health.info(line)
    end
  end
  if said:match('\nruff not found') then
    health.info('Without ruff, generic rules on Python snippets are off: pip install ruff beside the server.')
  end
end

local function check_buffers()
  health.start('Buffers')
  local scaffold = require('scaffold_ls')
  local seen = false
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    local kind, name = vim.bo[buffer].filetype, vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':~:.')
    if vim.bo[buffer].buftype == '' and name ~= '' and vim.tbl_contains(scaffold.filetypes, kind) then
      seen = true
      local root = scaffold.root(buffer)
      local attached = #vim.lsp.get_clients({ bufnr = buffer, name = 'scaffold_ls' }) > 0
      if not root then
        health.info(('%s is in no content root, and left alone.'):format(name))
      elseif attached then
        health.ok(('%s is in %s, and attached.'):format(name, root))
      else
        health.warn(('%s is in %s, and not attached.'):format(name, root), { 'See :checkhealth vim.lsp and :LspLog' })
      end
    end
  end
  if not seen then
    health.info('No Markdown, YAML, JSON or TOML file is open.')
  end
end

--- What `:checkhealth scaffold_ls` reports.
function M.check()
  check_editor()
  check_server()
  check_buffers()
end

return M
