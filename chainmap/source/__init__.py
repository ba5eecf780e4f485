"""Reads what people wrote: YAML and CSV become an organisation, or a list of what is wrong."""
