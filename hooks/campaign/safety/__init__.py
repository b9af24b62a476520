"""Link policy, personal data, checks of HTML, SVG, CSS, PDF and pictures; it knows no model."""
