"""How exams look to their people, and to those who hold them."""
