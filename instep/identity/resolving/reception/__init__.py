"""Do we know whoever comes in now? One record at a time, in milliseconds, by the SELECTs that resolve a whole table."""
