"""The tables of ``data/``: every fact about AWS that the course states, with its source and date."""
