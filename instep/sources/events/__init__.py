"""What happens right now on our website, in our product and in our back office?

A collector outside of Django's request stack takes live events in (`app`), keeps them durably (`store`, `commits`), and
hands them over as ordinary deliveries (`draining`).
"""
