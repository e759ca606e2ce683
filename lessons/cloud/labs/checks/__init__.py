"""The checks of the labs: one module a lab, one function a check, named like the check."""
