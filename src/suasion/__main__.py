"""`python -m suasion`."""

from suasion.show.cli import main

if __name__ == "__main__":
    main()
