"""What a folder of exports says about sales and marketing, without any set-up."""
