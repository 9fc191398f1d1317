"""Pictures of answers: what to draw, interactive pages, and figures that need no script."""
