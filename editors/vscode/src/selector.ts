/** The documents the server is told of; it stays silent on those that are none of scaffold's. */
export const SELECTOR = ["markdown", "yaml", "json", "jsonc", "jsonl"].map((language) => ({
  scheme: "file",
  language,
}));
