"""No tables. The module exists because Django tells only apps with one that migrations have run."""
