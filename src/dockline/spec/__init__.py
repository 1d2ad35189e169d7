"""What can be asked: the engines, their API versions, and the table of each."""
