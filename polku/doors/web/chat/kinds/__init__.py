"""What can be written into each kind of block, and of what stands within blocks. `registry.py` has them all."""
