"""How good are the joins of persons, by the model itself and by people who judged a sample of pairs?"""
