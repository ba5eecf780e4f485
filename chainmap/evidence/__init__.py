"""What happened, as logs say it: read in an engine, answered by expressions it runs."""
