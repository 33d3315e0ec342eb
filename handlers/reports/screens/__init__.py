"""How totals look, and what is behind them."""
