"""How are refused records of a delivery that is in already mended?"""
