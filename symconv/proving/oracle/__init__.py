"""An independent evaluator: expression trees by brute force, in exact arithmetic, on signals with few samples."""
