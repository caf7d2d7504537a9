extension String {
  /// Whether any byte meets a test. Texts to be written are tested by the hundred thousand.
  @inlinable package func hasByte(where isWanted: (UInt8) -> Bool) -> Bool {
    let bytes = utf8.span
    for index in 0..<bytes.count where isWanted(bytes[index]) { return true }
    return false
  }
}
