"""Making two records of one person one, and deciding whose a record is that somebody else claims."""
