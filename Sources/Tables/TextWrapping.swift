/// What a producer puts around every text of a column of references. It is no part of the text.
package enum TextWrapping: String, Sendable, Hashable, CaseIterable {
  /// `12345.0`: pandas and Java write whole numbers so where some are missing.
  case pointZero = "12345.0"
  /// `'12345`: a spreadsheet's mark for text.
  case apostrophe = "'12345"
  /// `="12345"`: a formula, so that a spreadsheet keeps leading zeros.
  case formula = "=\"12345\""

  /// The text inside; nil where it is not wrapped so.
  func inside(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Range<Int>? {
    let (start, end) = (text.lowerBound, text.upperBound)
    switch self {
    case .pointZero:
      guard text.count > 2, bytes[end - 1] == UInt8(ascii: "0"), bytes[end - 2] == UInt8(ascii: "."),
        bytes.areDigits(start..<end - 2)
      else { return nil }
      return start..<end - 2
    case .apostrophe:
      return text.count > 1 && bytes[start] == UInt8(ascii: "'") ? start + 1..<end : nil
    case .formula:
      guard text.count > 3, bytes[start] == UInt8(ascii: "="), bytes[start + 1] == Byte.quote,
        bytes[end - 1] == Byte.quote
      else { return nil }
      return start + 2..<end - 1
    }
  }

  /// The text inside any of them, or nil where there is none.
  static func inside(_ text: [UInt8]) -> [UInt8]? {
    for wrapping in allCases {
      if let range = wrapping.inside(text.span, 0..<text.count) { return Array(text[range]) }
    }
    return nil
  }
}

/// Whether every text of a column is wrapped in the same way.
package enum Wrapped: Sendable, Hashable {
  /// There is no text.
  case blank
  case all(TextWrapping)
  case no

  func adding(_ more: Wrapped) -> Wrapped {
    if self == .blank { return more }
    return more == .blank || more == self ? self : .no
  }
}

extension StringColumn {
  /// Looks at the first text, and at the others only if that is wrapped.
  var wrapped: Wrapped {
    let all = bytes.span
    guard let first = (0..<ends.count).first(where: { !isEmpty($0) }) else { return .blank }
    guard let wrapping = TextWrapping.allCases.first(where: { $0.inside(all, range(first)) != nil }) else {
      return .no
    }
    for row in first..<ends.count where !isEmpty(row) && wrapping.inside(all, range(row)) == nil {
      return .no
    }
    return .all(wrapping)
  }

  /// The texts without their wrapping.
  func unwrapped(_ wrapping: TextWrapping) -> StringColumn {
    var out = StringColumn()
    for row in 0..<ends.count {
      let own = range(row)
      out.append(bytes[wrapping.inside(bytes.span, own) ?? own])
    }
    return out
  }
}
