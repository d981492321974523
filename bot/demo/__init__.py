"""The demo's data: an invented team with its last nine weeks, or a team invented around a real file."""
