"""What a framework computes when it trains a layer, in exact numbers."""

import symconv as sc

x, w, dy = [1, 2, 3, 4, 5], ["1/2", "-1", "1/3"], [1, 0, -1]
options = {"stride": 2, "padding": 1}

print("y     ", sc.layer(x, w, **options).values)
print("dL/dx ", sc.layer_gradient(x, w, dy, wrt="x", **options).values)
print("dL/dw ", sc.layer_gradient(x, w, dy, wrt="w", **options).values)
print("shape ", sc.output_shape(5, 3, **options))
