"""Did every lead get its answer, in time?"""
