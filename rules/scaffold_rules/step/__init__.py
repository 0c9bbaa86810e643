"""Pipeline steps and tools: their frontmatter, their place in the graph, their sections."""
