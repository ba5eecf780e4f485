"""chainmap: which handoffs between teams stand behind external complaints."""

__version__ = "0.1.0"
