"""An invented country for the demo and the tests: measures, numbers, and a small Kolada that serves them."""
