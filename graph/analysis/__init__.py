"""The answers: paths, clusters, brokers, gaps, changes and coverage, computed on a Network."""
