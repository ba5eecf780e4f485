"""A drawing in the files of other programs, and on paper."""
