"""Parts that several views draw alike."""
