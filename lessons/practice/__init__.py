"""Practice: questions whose every option is explained."""
