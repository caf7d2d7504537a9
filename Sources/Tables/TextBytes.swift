extension String {
  /// Whether any of its bytes is one of those wanted; texts to be written are looked at by the hundred thousand.
  @inlinable package func hasByte(where isWanted: (UInt8) -> Bool) -> Bool {
    let bytes = utf8.span
    for index in 0..<bytes.count where isWanted(bytes[index]) { return true }
    return false
  }
}
