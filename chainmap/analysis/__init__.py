"""The answers: one question a module, one public function, one frozen result."""
