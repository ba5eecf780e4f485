"""From a drawing to DOT to a picture: the engines that draw, and how they are kept at bay."""
