"""Simulation: small models of how AWS behaves under load. Pure numbers, no pictures, no notebooks."""
