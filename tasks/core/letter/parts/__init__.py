"""The parts of a document (thể thức): head, body, foot, and which rows make which document of a scan."""
