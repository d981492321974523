"""What people do, turned into the payloads that Slack sends to apps, and the app's answers carried out."""
