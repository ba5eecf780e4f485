"""How pictures look: colours, themes, the language of their fixed words."""
