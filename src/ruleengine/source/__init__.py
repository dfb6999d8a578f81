"""Rule files -> Node trees: raw text with line and column, shape held to a schema.

The only room that meets YAML and JSON Schema. Knows keys and kinds, not meanings.
"""
