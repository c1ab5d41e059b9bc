"""Which ways did people really take between the touchpoints of the map?"""
