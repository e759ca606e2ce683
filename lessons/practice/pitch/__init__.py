"""The pitch: a drawing as interview speech, box by box, in half a minute and in two minutes.

Every sentence comes in spoken English and in Chinese for study; all of them are rows of ``data/pitch.yaml``
and ``data/pitch_speech.yaml``, filled with the learner's own names. The same drawing gives the same speech.
"""

from lessons.practice.pitch.cards import Card
from lessons.practice.pitch.making import Pitch, pitch
from lessons.practice.pitch.speech import Said
from lessons.practice.pitch.templates import Template, templates
from lessons.practice.pitch.versions import LONG, SHORT, Version

__all__ = ["LONG", "SHORT", "Card", "Pitch", "Said", "Template", "Version", "pitch", "templates"]
