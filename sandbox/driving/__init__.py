"""The parts of the test library: the wire, finding things on a screen, and waiting."""
