"""Kithmap's door for Python and for ``python -m kithmap``: ``from kithmap import open_graph``."""

from graph import open_graph

__all__ = ["open_graph"]

if __name__ == "__main__":
    from api.cli import main

    main()
