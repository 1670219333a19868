"""What accounts of a matter are made of: causes, what something is said to be, and what denies either."""
