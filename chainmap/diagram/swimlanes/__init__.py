"""The swimlane view."""
