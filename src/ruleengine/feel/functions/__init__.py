"""The functions of FEEL, one module per chapter of the specification."""
