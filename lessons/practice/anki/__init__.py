"""An Anki deck of the course: cards of the bank's questions and of drawings, with ids that stay.

Importing a newer deck updates the cards of an older one and keeps their schedules in Anki.
"""
