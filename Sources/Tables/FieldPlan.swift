/// How one field of a dataset is to be read: its declaration, in the terms of this module.
package struct FieldPlan: Sendable {
  package enum Kind: Sendable, Hashable {
    /// Identifiers and other text.
    case text
    case day, integer, flag
    /// Kept to this many places after the point, 0 to 9; more are rounded half away from zero.
    case decimal(places: Int)
    /// One of a declared list.
    case code([DeclaredCode])
    /// Any value: the dictionary is what the extracts hold.
    case openCode
  }

  package struct DeclaredCode: Sendable, Hashable {
    package var code: String
    /// What tables print for it, which extracts may hold.
    package var label: String?
    /// Other ways of writing it.
    package var synonyms: [String]
    /// How an earlier release of the list wrote it.
    package var retired: [String]

    package init(_ code: String, label: String? = nil, synonyms: [String] = [], retired: [String] = []) {
      self.code = code
      self.label = label
      self.synonyms = synonyms
      self.retired = retired
    }
  }

  package var name: String
  package let kind: Kind
  /// Of a declared list, its texts; shared by all that read by this plan.
  let index: CodeIndex?
  /// Blank is a fault.
  package var isRequired: Bool
  /// Whether its values are kept; it is checked all the same, so that what is refused does not depend on what is asked.
  package var isKept: Bool
  /// How days are written; for kind `day`.
  package var dayForm: DayForm
  /// Whether a per cent sign after a decimal is passed over.
  package var takesPercentSign = false

  package init(
    _ name: String, _ kind: Kind, isRequired: Bool = false, isKept: Bool = true,
    dayForm: DayForm = .dayFirst
  ) {
    self.name = name
    self.kind = kind
    if case .code(let codes) = kind { index = CodeIndex(codes) } else { index = nil }
    self.isRequired = isRequired
    self.isKept = isKept
    self.dayForm = dayForm
  }

  /// Texts longer than this, in bytes, are a fault: what Excel can hold in a cell.
  package static let longestText = 32_767

  /// Texts that mean "nothing here", in any case, in every field; a declared code that is written the same comes first.
  ///
  /// What databases and spreadsheets print for null. `NA` and `None` are not among them: they are initials and answers.
  package static let missingWords = ["NULL", "(NULL)", "N/A", "-"]

  /// What a spreadsheet prints where a value is not known: a look-up that failed. It is no blank.
  ///
  /// Every other error of a spreadsheet, and a formula that was never worked out, is read as this.
  package static let unknownWord = "#N/A"
}

/// What reading a field that is not in its usual form came to.
enum Reading<Value> {
  case value(Value)
  case missing
  case bad
}

extension Span where Element == UInt8 {
  /// A range without the ASCII spaces, tabs and no-break spaces at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end {
      if isSpace(self[start]) {
        start += 1
      } else if start + 1 < end, self[start] == 0xC2, self[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while start < end {
      if isSpace(self[end - 1]) {
        end -= 1
      } else if end - 2 >= start, self[end - 2] == 0xC2, self[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    return start..<end
  }

  /// Whether trimming might change a text that is not empty.
  @inline(__always) func mayNeedTrimming(_ start: Int, _ end: Int) -> Bool {
    let first = self[start]
    let last = self[end &- 1]
    return first <= 0x20 || first == 0xC2 || last <= 0x20 || last == 0xA0
  }

  @inline(__always) private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Whether a trimmed range is empty or one of the words that mean so.
  @inline(__always) func isMissing(_ range: Range<Int>) -> Bool {
    // The longest of the words has 6 letters.
    range.count > 6 ? false : range.isEmpty || isMissingWord(range)
  }

  /// Whether a trimmed range says that the value is not known.
  @inline(__always) func isUnknown(_ range: Range<Int>) -> Bool {
    range.count == 4 && self[range.lowerBound] == UInt8(ascii: "#") && equals("#n/a", range)
  }

  private func isMissingWord(_ range: Range<Int>) -> Bool {
    switch range.count {
    case 1: self[range.lowerBound] == UInt8(ascii: "-")
    case 3: equals("n/a", range)
    case 4: equals("null", range)
    case 6: equals("(null)", range)
    default: false
    }
  }

  /// Whether the bytes are these lower-case ASCII characters, in any case.
  func equals(_ lowercase: String, _ range: Range<Int>) -> Bool {
    guard range.count == lowercase.utf8.count else { return false }
    for (offset, letter) in lowercase.utf8.enumerated() {
      let byte = self[range.lowerBound + offset]
      guard letter == (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) else { return false }
    }
    return true
  }

  /// The value of some digits, or nil where one of them is not.
  @inline(__always) func digits(_ range: Range<Int>) -> Int? {
    var value = 0
    for at in range {
      let digit = self[at] &- 48
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}
