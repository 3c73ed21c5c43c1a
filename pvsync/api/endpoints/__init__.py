"""The eight operations of the Avails API, one file each: what is sent, and what the answer means."""
