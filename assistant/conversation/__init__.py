"""What earlier turns lend to the last one; the state is the list of the user's own messages and nothing else."""
