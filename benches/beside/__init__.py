"""The driver of the benches; `benches/README.md` says how it is run and read."""
