"""The workbook: all answers as tables to filter and sort, and a list of actions to fill in."""
