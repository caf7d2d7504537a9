/// How to read one field of a dataset: its declaration, in this module's terms.
package struct FieldPlan: Sendable {
  package enum Kind: Sendable, Hashable {
    /// Identifiers and other text.
    case text
    case day, integer, flag
    /// To this many decimal places, 0 to 9. More are rounded half away from zero.
    case decimal(places: Int)
    /// A code of a declared list.
    case code([DeclaredCode])
    /// Any value. The dictionary has those that the extracts have.
    case openCode
  }

  package struct DeclaredCode: Sendable, Hashable {
    package var code: String
    /// Its label in tables, which extracts may have too.
    package var label: String?
    /// Other spellings.
    package var synonyms: [String]
    /// Its spellings in an earlier release of the list.
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
  /// The prepared code list, shared by everyone who reads with this plan.
  let index: CodeIndex?
  /// Whether a blank is a fault.
  package var isRequired: Bool
  /// Whether its values are kept. It is checked in any event, so that refusals do not depend on what is counted.
  package var isKept: Bool
  /// The texts that mean blank here, besides `missingWords`.
  package var blanks = BlankTexts()
  /// How days are written, for kind `day`.
  package var dayForm: DayForm
  /// Whether day numbers among written dates are read as days.
  package var readsSerials = false
  /// Whether day numbers count from 1904, rather than 1900.
  package var isFrom1904 = false
  /// The latest year that two digits can mean: as in Excel, 30 is 1930 and 29 is 2029.
  package var latestShortYear = 2029
  /// Whether to report years of two digits.
  package var notesShortYears = false
  /// For kind `text`: how a producer wrapped every text of the column.
  package var wrapping: TextWrapping?
  /// For kind `text`: whether it is an NHS number, which is ten digits without spaces, hyphens and marks.
  package var isNHSNumber = false
  /// Whether a decimal may end with a per cent sign.
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

  /// A longer text, in bytes, is a fault: it is what a cell of Excel can hold.
  package static let longestText = 32_767

  /// Texts that mean blank in every field, in any case. A declared code with the same spelling wins.
  ///
  /// They are what databases and spreadsheets print for null. `NA` and `None` are not among them: they are initials and
  /// answers.
  package static let missingWords = ["NULL", "(NULL)", "N/A", "-"]

  /// What a spreadsheet prints where a look-up failed and the value is not known. It is not a blank.
  ///
  /// Every other error of a spreadsheet, and a formula without a value, is read as this.
  package static let unknownWord = "#N/A"

  /// Longer declared words, in bytes, do not mean blank in identifiers and other text.
  package static let longestBlank = 6
}

/// The result of reading a field in an unusual form.
enum ParseResult<Value> {
  case value(Value)
  case missing
  case bad
}

extension Span where Element == UInt8 {
  /// A range without spaces, tabs and invisible characters at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end {
      if isSpace(self[start]) {
        start += 1
      } else if self[start] >= 0x80, let length = [2, 3].first(where: { isUnseen(start, start + $0, end) }) {
        start += length
      } else {
        break
      }
    }
    while start < end {
      if isSpace(self[end - 1]) {
        end -= 1
      } else if self[end - 1] >= 0x80,
        let length = [2, 3].first(where: { end - $0 >= start && isUnseen(end - $0, end, end) })
      {
        end -= length
      } else {
        break
      }
    }
    return start..<end
  }

  /// Whether some bytes are a space outside ASCII, or a zero-width or direction mark, as texts copied from a page have.
  private func isUnseen(_ start: Int, _ stop: Int, _ end: Int) -> Bool {
    guard stop <= end else { return false }
    if stop - start == 2 {
      return self[start] == 0xC2 && (self[start + 1] == 0xA0 || self[start + 1] == 0xAD)
    }
    let last = self[start + 2]
    switch (self[start], self[start + 1]) {
    case (0xE2, 0x80): return last <= 0x8F || (0xA8...0xAF).contains(last)
    case (0xE2, 0x81): return last == 0x9F || (0xA0...0xA9).contains(last)
    case (0xE3, 0x80): return last == 0x80
    case (0xEF, 0xBB): return last == 0xBF
    default: return false
    }
  }

  /// Whether trimming might change a text that is not empty.
  @inline(__always) func mayNeedTrimming(_ start: Int, _ end: Int) -> Bool {
    let first = self[start]
    let last = self[end &- 1]
    return first <= 0x20 || first >= 0x80 || last <= 0x20 || last >= 0x80
  }

  @inline(__always) private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Whether a trimmed range is empty or a word that means blank.
  @inline(__always) func isMissing(_ range: Range<Int>) -> Bool {
    // The longest of the words has 6 letters.
    range.count > 6 ? false : range.isEmpty || isMissingWord(range)
  }

  /// Whether a trimmed range means "not known".
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

  /// Whether there are bytes and all of them are digits.
  func areDigits(_ range: Range<Int>) -> Bool {
    !range.isEmpty && range.allSatisfy { self[$0] &- 48 <= 9 }
  }

  /// The value of up to 18 digits; nil where one of the bytes is not a digit.
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
