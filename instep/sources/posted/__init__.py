"""What do forms and other systems post to us?

Each has an address of its own (`Door`). What comes in waits until somebody has shown by an example which part is which
field; from then on it is taken in as ordinary deliveries (`taking`).
"""
