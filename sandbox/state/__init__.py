"""What a workspace holds while it runs: people, conversations with their messages, views."""
