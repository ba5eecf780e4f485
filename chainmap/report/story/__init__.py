"""A trace told as a story: the parts that the text and the page both print."""
