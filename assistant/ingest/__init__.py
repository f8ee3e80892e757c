"""From a notice's file to a policy with a draft reward table."""
