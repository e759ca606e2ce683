from pathlib import Path

import yaml

ANSWERS: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(
    Path(__file__).with_name("answers.yaml").read_text(encoding="utf-8")
)
