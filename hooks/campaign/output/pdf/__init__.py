"""The letter as a PDF for delivery: its content as data, and the setting of it by typst."""
