-- :Scaffold, the half of the server's commands that shows their answers.

local M = {}

local SERVER = 'scaffold-lint.server.'

--- A client's function, which is a method from Neovim 0.11 on.
local function call(client, name, ...)
  if vim.fn.has('nvim-0.11') == 1 then
    return client[name](client, ...)
  end
  return client[name](...)
end

local function complain(message)
  vim.notify('scaffold_ls: ' .. message, vim.log.levels.WARN)
end

local function params_of(command, arguments)
  return { command = SERVER .. command, arguments = { arguments or vim.empty_dict() } }
end

--- Run a command of the server; what it answers goes to `show`, and failures to the author.
local function run(client, buffer, command, arguments, show)
  call(client, 'request', 'workspace/executeCommand', params_of(command, arguments), function(failure, answer)
    if failure then
      complain(failure.message)
    else
      show(answer ~= vim.NIL and answer or nil)
    end
  end, buffer)
end

--- A text of its own in a split, closed with `q`; asked again, it is shown in the same place.
local function scratch(name, filetype, lines)
  local full = 'scaffold://' .. name
  local buffer = vim.fn.bufnr('^' .. vim.fn.fnameescape(full) .. '$')
  if buffer == -1 then
    buffer = vim.api.nvim_create_buf(false, true)
    vim.api.nvim_buf_set_name(buffer, full)
    vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = buffer, desc = 'Close' })
  end
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].filetype = filetype
  local window = vim.fn.bufwinid(buffer)
  if window == -1 then
    vim.cmd.sbuffer(buffer)
  else
    vim.api.nvim_set_current_win(window)
  end
  local plain = { number = false, relativenumber = false, signcolumn = 'no', wrap = filetype == 'markdown' }
  for option, value in pairs(plain) do
    vim.wo[0][0][option] = value
  end
  return buffer
end

--- The words behind a subcommand: `name=value` are choices, the one without `=` is the step.
local function choice(words, buffer)
  local found = { uri = vim.uri_from_bufnr(buffer) }
  for _, word in ipairs(words) do
    local key, value = word:match('^(%w+)=(.*)$')
    if key == 'domains' then
      found.domains = vim.split(value, ',', { trimempty = true })
    elseif key == 'services' then
      found.services = value == 'true'
    elseif key == 'depth' then
      found.depth = tonumber(value)
    elseif key then
      found[key] = value
    else
      found.step = word
    end
  end
  return found
end

--- What the cursor is on: the name below it, and if that is none, the step that the file is.
local function steps_here()
  local column = vim.api.nvim_win_get_cursor(0)[2] + 1
  local line = vim.api.nvim_get_current_line()
  local before, after = line:sub(1, column):match('[%w-]*$'), line:sub(column + 1):match('^[%w-]*')
  return { before .. after, vim.fn.expand('%:t:r') }
end

function M.effective(client, buffer, words)
  local asked = choice(words, buffer)
  local names = asked.step and { asked.step } or steps_here()
  local function try(number)
    asked.step = names[number]
    run(client, buffer, 'showEffectiveStep', asked, function(page)
      if page then
        scratch('effective/' .. asked.step, 'markdown', vim.split(page, '\n', { trimempty = true }))
      elseif number < #names then
        try(number + 1)
      else
        complain(('no step is called %s'):format(table.concat(names, ' or ')))
      end
    end)
  end
  try(1)
end

local SIGNS = { error = 'E', warning = 'W', info = 'I', hint = 'H' }
local GROUPS = { E = 'DiagnosticError', W = 'DiagnosticWarn', I = 'DiagnosticInfo', H = 'DiagnosticHint' }

--- What each step depends on and reads, as a text behind its name.
local function needs_of(edges)
  local names = {}
  for _, edge in ipairs(edges) do
    local by = edge.origin ~= 'frontmatter' and (' (%s)'):format(edge.origin) or ''
    local of_step = names[edge.from] or { dependency = {}, read = {} }
    table.insert(of_step[edge.kind], edge.to .. by)
    names[edge.from] = of_step
  end
  return vim.tbl_map(function(of_step)
    local parts = {}
    if #of_step.dependency > 0 then
      table.insert(parts, table.concat(of_step.dependency, ', '))
    end
    if #of_step.read > 0 then
      table.insert(parts, 'reads ' .. table.concat(of_step.read, ', '))
    end
    return '  <- ' .. table.concat(parts, '; ')
  end, names)
end

--- The lines of a graph, the highlight group and the place of each.
local function drawn(graph)
  local needs, longest = needs_of(graph.edges), 0
  for _, step in ipairs(graph.steps) do
    longest = math.max(longest, #step.name)
  end
  local lines, marks, phase = {}, {}, nil
  local function add(line, group, uri)
    table.insert(lines, line)
    marks[#lines] = { group = group, uri = uri }
  end
  for _, step in ipairs(graph.steps) do
    local of_step = step.phase or 'no phase'
    if of_step ~= phase then
      phase = of_step
      add('')
      add(phase, 'Title')
    end
    local sign = SIGNS[step.severity] or ' '
    local line = ('%s %6s  %-' .. longest .. 's'):format(sign, ('%g'):format(step.order or 0), step.name)
    local off = not step.enabled and '  (off)' or ''
    local group = GROUPS[sign]
    if not step.enabled then
      group = 'Comment'
    end
    add((line .. off .. (needs[step.name] or '')):gsub('%s+$', ''), group, step.uri)
  end
  return lines, marks
end

--- The project types that can be chosen, in the order of the alphabet.
local function types_of(graph)
  local types = vim.tbl_keys(graph.choices.projectTypes)
  table.sort(types)
  return types
end

--- A part of a choice, or nil for one that was not made.
local function chosen(value)
  return value ~= vim.NIL and value or nil
end

function M.graph(client, buffer, words)
  local asked = choice(words, buffer)
  run(client, buffer, 'pipelineGraph', asked, function(graph)
    if not graph then
      return complain('there is no pipeline here')
    end
    local types = types_of(graph)
    if asked.projectType and not vim.tbl_contains(types, asked.projectType) then
      local known = table.concat(types, ', ')
      complain(('no project type is called %s, only %s'):format(asked.projectType, known))
    end
    local lines, marks = drawn(graph)
    local title = ('Pipeline for %s with the preset %s; <CR> opens a step'):format(
      chosen(graph.choice.projectType) or 'any project type',
      chosen(graph.choice.preset) or 'deep'
    )
    local shown = scratch('pipeline', 'scaffold-pipeline', vim.list_extend({ title }, lines))
    local space = vim.api.nvim_create_namespace('scaffold_ls')
    vim.api.nvim_buf_clear_namespace(shown, space, 0, -1)
    for number, mark in pairs(marks) do
      if mark.group then
        vim.api.nvim_buf_set_extmark(shown, space, number, 0, { end_col = #lines[number], hl_group = mark.group })
      end
    end
    vim.keymap.set('n', '<CR>', function()
      local mark = marks[vim.api.nvim_win_get_cursor(0)[1] - 1]
      if mark and mark.uri and mark.uri ~= vim.NIL then
        vim.cmd.edit(vim.fn.fnameescape(vim.uri_to_fname(mark.uri)))
      end
    end, { buffer = shown, desc = 'Open the step' })
  end)
end

function M.fix()
  vim.lsp.buf.code_action({ context = { only = { 'source.fixAll.scaffold-lint' }, diagnostics = {} }, apply = true })
end

function M.reindex(client, buffer)
  run(client, buffer, 'reindex', nil, function() end)
end

function M.info(client, buffer)
  run(client, buffer, 'printDebugInformation', nil, function(text)
    scratch('info', '', vim.split(text or '', '\n'))
  end)
end

local SUBCOMMANDS = {
  effective = M.effective,
  fix = M.fix,
  graph = M.graph,
  info = M.info,
  reindex = M.reindex,
}

--- The steps and the choices that there are.
local function names_of(client, buffer)
  local params = params_of('pipelineGraph', { uri = vim.uri_from_bufnr(buffer) })
  local answer = call(client, 'request_sync', 'workspace/executeCommand', params, 1000, buffer)
  local graph = answer and answer.result
  local steps, choices = {}, { 'depth=', 'domains=', 'services=true' }
  if type(graph) ~= 'table' then
    return steps, choices
  end
  for _, step in ipairs(graph.steps) do
    table.insert(steps, step.name)
  end
  for _, name in ipairs(types_of(graph)) do
    table.insert(choices, 'projectType=' .. name)
  end
  for _, name in ipairs(graph.choices.presets) do
    table.insert(choices, 'preset=' .. name)
  end
  return steps, choices
end

--- What may stand at the end of a line with `:Scaffold`.
local function completed(client, buffer, lead, line)
  local subcommand = line:match('^%S+%s+(%S+)%s')
  local known = {}
  if not subcommand then
    known = vim.tbl_keys(SUBCOMMANDS)
  elseif subcommand == 'effective' or subcommand == 'graph' then
    local steps, choices = names_of(client, buffer)
    known = subcommand == 'graph' and choices or vim.list_extend(steps, choices)
  end
  table.sort(known)
  return vim.tbl_filter(function(word)
    return vim.startswith(word, lead)
  end, known)
end

--- The places that a lens names, as a quickfix list.
local function show_references(command, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  local items = vim.lsp.util.locations_to_items(command.arguments[3], client and client.offset_encoding or 'utf-16')
  vim.fn.setqflist({}, ' ', { title = command.title, items = items })
  vim.cmd.copen()
end

--- Give a buffer `:Scaffold`, and let lenses open what they count.
---@param client vim.lsp.Client
---@param buffer integer
function M.attach(client, buffer)
  vim.lsp.commands['scaffold-lint.showReferences'] = show_references
  vim.api.nvim_buf_create_user_command(buffer, 'Scaffold', function(command)
    local words = vim.deepcopy(command.fargs)
    local name = table.remove(words, 1)
    if SUBCOMMANDS[name] then
      SUBCOMMANDS[name](client, buffer, words)
    else
      complain(('there is no :Scaffold %s'):format(name))
    end
  end, {
    nargs = '+',
    desc = 'Commands of scaffold-language-server',
    complete = function(lead, line)
      return completed(client, buffer, lead, line)
    end,
  })
end

return M
