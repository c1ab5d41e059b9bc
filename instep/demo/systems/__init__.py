"""What did each of the company's systems record? One module per system, each with its own idea of the truth."""
