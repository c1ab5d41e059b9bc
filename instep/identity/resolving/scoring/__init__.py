"""How much does what two records say speak for their being one?"""
