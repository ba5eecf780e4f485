"""Where logs are worked on: one module an engine, with what each engine spells in its own way."""
