-- What the server's commands and lenses need of the editor; loaded with the first client.

vim.api.nvim_create_autocmd('LspAttach', {
  group = vim.api.nvim_create_augroup('scaffold_ls', {}),
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == 'scaffold_ls' then
      require('scaffold_ls.commands').attach(client, event.buf)
    end
  end,
})
