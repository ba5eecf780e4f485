"""The answers: one question a module (or package), one public function, one frozen result."""
