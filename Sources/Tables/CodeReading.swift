import Findings
import Synchronization

/// A declared code list prepared for look-ups. Made once for a file and shared.
///
/// Most files have only codes as declared. The other spellings are prepared when the first other text is looked up.
final class CodeIndex: Sendable {
  let codes: [String]
  /// The codes as declared.
  let memo: CodeMemo
  private let declared: [FieldPlan.DeclaredCode]
  private let spellings = Mutex<Spellings?>(nil)
  private let suggestions = Mutex<[[UInt8]: UInt16]>([:])
  /// Further suggestions are computed anew each time.
  private static let mostSuggestions = 4096

  init(_ declared: [FieldPlan.DeclaredCode]) {
    precondition(declared.count < Int(Column.unmappedCode), "more codes than a column can tell apart")
    self.declared = declared
    codes = declared.map(\.code)
    var memo = CodeMemo()
    // Backwards: where two codes have one spelling the later one wins, and the first entry found is used.
    for (position, code) in codes.enumerated().reversed() {
      let text = Array(code.utf8)
      guard !text.isEmpty, memo.find(text.span, 0, text.count) < 0 else { continue }
      memo.insert(text.span, 0, text.count, value: UInt16(position))
    }
    self.memo = memo
  }

  /// The code of a trimmed text, or `Column.unmappedCode`.
  func code(for text: [UInt8]) -> (code: UInt16, match: CodeMatch) {
    spellings.withLock { known in
      let spellings = known ?? Spellings(declared)
      known = spellings
      return spellings.code(for: text)
    }
  }

  /// The nearest declared code to an unknown text, or `Column.missingCode` where none is close. Cached.
  func suggestion(for text: [UInt8]) -> UInt16 {
    if let known = suggestions.withLock({ $0[text] }) { return known }
    let found: UInt16 =
      if text.count <= 64, let close = nearest(String(decoding: text, as: UTF8.self), in: codes),
        let position = codes.firstIndex(of: close)
      { UInt16(position) } else { Column.missingCode }
    suggestions.withLock { if $0.count < Self.mostSuggestions { $0[text] = found } }
    return found
  }
}

/// Every spelling of a code list's texts.
private struct Spellings {
  /// As written, and folded by `Spelling`. Their order does not matter.
  private var exact: [[UInt8]: (code: UInt16, match: CodeMatch)] = [:]
  private var folded: [String: UInt16] = [:]

  init(_ declared: [FieldPlan.DeclaredCode]) {
    for (position, code) in declared.enumerated() {
      let texts =
        [(code.code, CodeMatch.exact)] + [code.label].compactMap(\.self).map { ($0, .label) }
        + code.synonyms.map { ($0, .synonym) } + code.retired.map { ($0, .retired) }
      for (text, match) in texts {
        let bytes = Array(text.utf8)
        let key = Spelling.folded(bytes)
        // Two codes that differ only by case or spaces must be written exactly.
        let isClash = folded[key].map { $0 != UInt16(position) } ?? false
        folded[key] = isClash ? Column.unmappedCode : UInt16(position)
        if exact[bytes] == nil { exact[bytes] = (UInt16(position), match) }
      }
    }
    // A code's own name wins over another code's synonym.
    for (position, code) in declared.enumerated() {
      exact[Array(code.code.utf8)] = (UInt16(position), .exact)
    }
  }

  func code(for text: [UInt8]) -> (code: UInt16, match: CodeMatch) {
    if let known = exact[text] { return known }
    let code =
      folded[Spelling.folded(text)] ?? TextWrapping.inside(text).flatMap { folded[Spelling.folded($0)] }
      ?? Column.unmappedCode
    return (code, code == Column.unmappedCode ? .unmapped : .folded)
  }
}

/// Reads one field of codes in one batch. Known texts are found by their bytes; others are worked out.
struct CodeReading {
  /// Nearest codes are computed for so many different texts of a batch, because each takes many comparisons.
  private static let mostSuggestions = 32

  private(set) var memo: CodeMemo
  /// nil where any value is allowed.
  private let declared: CodeIndex?
  /// The values found, in order, where any value is allowed.
  private(set) var found: [[UInt8]] = []
  private var places: [[UInt8]: UInt16] = [:]
  private var suggestions = 0
  private let blanks: BlankTexts

  init(_ declared: CodeIndex?, blanks: BlankTexts = BlankTexts()) {
    self.declared = declared
    self.blanks = blanks
    memo = declared?.memo ?? CodeMemo()
  }

  /// Works out a new text and caches it.
  mutating func resolve(_ content: [UInt8]) -> CodeMemo.Entry {
    let span = content.span
    let trimmed = span.trimmed(0..<content.count)
    let text = Array(content[trimmed])
    var entry = CodeMemo.Entry(
      first: 0, last: 0, start: 0, length: 0, value: Column.missingCode, suggestion: Column.missingCode,
      fault: nil)
    if let declared {
      (entry.value, entry.match) = declared.code(for: text)
      if entry.value == Column.unmappedCode {
        if isBlank(span, trimmed) {
          (entry.value, entry.match) = (Column.missingCode, .blank)
        } else if (try? UTF8Span(validating: text.span)) == nil {
          entry.fault = .notUTF8
        } else {
          entry.fault = .unknownCode
          if suggestions < Self.mostSuggestions {
            suggestions += 1
            entry.suggestion = declared.suggestion(for: text)
          }
        }
      }
    } else if span.isUnknown(trimmed) {
      (entry.value, entry.fault, entry.match) = (Column.unmappedCode, .notKnown, .unmapped)
    } else if !isBlank(span, trimmed) {
      (entry.value, entry.fault) = openCode(text)
      entry.match = entry.fault == nil ? .exact : .unmapped
    } else {
      entry.match = .blank
    }
    memo.insert(
      span, 0, content.count, value: entry.value, suggestion: entry.suggestion, fault: entry.fault,
      match: entry.match)
    return entry
  }

  private func isBlank(_ span: Span<UInt8>, _ text: Range<Int>) -> Bool {
    span.isMissing(text) || blanks.contains(span, text)
  }

  /// Where a text that was just worked out is cached, or −1.
  func place(of content: [UInt8]) -> Int { memo.find(content.span, 0, content.count) }

  private mutating func openCode(_ text: [UInt8]) -> (UInt16, CellFault.Kind?) {
    if let known = places[text] { return (known, nil) }
    guard text.count <= FieldPlan.longestText else { return (Column.unmappedCode, .textTooLong) }
    guard (try? UTF8Span(validating: text.span)) != nil else { return (Column.unmappedCode, .notUTF8) }
    // A column can have 65,534 different values. The rest count as unmapped.
    guard found.count < Int(Column.unmappedCode) else { return (Column.unmappedCode, .unknownCode) }
    let place = UInt16(found.count)
    found.append(text)
    places[text] = place
    return (place, nil)
  }
}
