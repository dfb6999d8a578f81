"""The library: wires the stages together and holds no rule of its own."""
