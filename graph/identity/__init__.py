"""Which records are one: names, matches, the ledger of judgements, and the nodes they make."""
