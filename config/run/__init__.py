"""The supervisor: one process that starts web, workers, scheduler and broker, and stops them all."""
