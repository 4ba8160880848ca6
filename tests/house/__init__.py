"""The rules of the house, each as a test. A failure here names the file and says what to do."""
