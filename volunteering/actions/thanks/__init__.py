"""Rating a shift, and commending somebody for one."""
