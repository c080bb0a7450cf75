"""Suasion: who is pressing whom to do what, according to whom, and is it working?"""

__version__ = "0.1.0"
