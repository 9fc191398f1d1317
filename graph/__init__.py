"""The domain: what there is, where it is kept, and the answers. The door is ``kithmap.py``."""
