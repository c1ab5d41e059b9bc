"""How are the house's own records weighed, so that a few of them tell the same as all?"""
