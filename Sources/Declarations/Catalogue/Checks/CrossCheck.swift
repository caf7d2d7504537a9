import Findings
import Periods

/// Checks declarations against each other and gathers all findings.
struct CrossCheck {
  var catalogue = Catalogue()
  var findings: [Finding] = []
  /// Each file as parsed, by path, to locate keys, and values that do not know their own place.
  var nodes: [String: JSONNode] = [:]
  let areas: Set<String>?
  let populations: Set<String>?

  mutating func refuse(
    _ code: FindingCode, at range: Range<Int>, in source: SourceText, _ message: String, hint: String? = nil
  ) {
    findings.append(source.finding(code, at: range, message, hint: hint))
  }

  mutating func refuse(
    _ code: FindingCode, _ place: Located<String>, in source: SourceText, _ message: String,
    hint: String? = nil
  ) {
    refuse(code, at: place.range, in: source, message, hint: hint)
  }

  /// The place of the value under these keys and positions, or of the closest parent that exists.
  func range(of path: JSONStep..., in source: SourceText) -> Range<Int> { range(of: path, in: source) }

  func range(of path: [JSONStep], in source: SourceText) -> Range<Int> {
    var node = nodes[source.path]
    for step in path { node = node?[step] ?? node }
    return node?.range ?? 0..<0
  }

  /// The place of a top-level key.
  func range(ofKey key: String, in source: SourceText) -> Range<Int> {
    nodes[source.path]?.member(key)?.keyRange ?? 0..<0
  }

  /// The place of the key whose value is at a place; the value's place where it has no key.
  func range(ofKeyBefore value: Range<Int>, in source: SourceText) -> Range<Int> {
    nodes[source.path]?.keyRange(before: value) ?? value
  }
}

extension CrossCheck {
  /// Ids are lower case words with hyphens, so that they are safe as file names and in links.
  mutating func checkSlug(_ id: Located<String>, in source: SourceText) {
    let words = id.value.split(separator: "-", omittingEmptySubsequences: false)
    let isSlug = words.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isSlugByte) }
    guard !isSlug else { return }
    refuse(
      .badIdentifier, id, in: source, "\"\(id.value)\" is not an id",
      hint: "lower case letters and digits in words joined by '-'")
  }

  /// Whether a reference resolves. Adds a finding where it does not.
  @discardableResult
  mutating func checkReference<T>(
    _ id: Located<String>?, to shelf: KeyPath<Catalogue, Shelf<T>>, in source: SourceText
  ) -> Bool {
    guard let id, !catalogue[keyPath: shelf].knows(id.value) else { return true }
    let hint = suggestion(id.value, from: catalogue[keyPath: shelf].ids, called: "\(T.kind) ids")
    refuse(.unknownReference, id, in: source, "there is no \(T.kind) \"\(id.value)\"", hint: hint)
    return false
  }

  mutating func checkField(_ name: Located<String>, of dataset: Dataset, in source: SourceText) {
    checkField(name.value, at: name.range, of: dataset, in: source)
  }

  /// - Parameter range: evaluated only where there is a finding.
  mutating func checkField(
    _ name: String, at range: @autoclosure () -> Range<Int>, of dataset: Dataset, in source: SourceText
  ) {
    guard !dataset.fields.contains(where: { $0.field.value == name }) else { return }
    let names = dataset.fields.map(\.field.value)
    refuse(
      .noSuchField, at: range(), in: source,
      "dataset \"\(dataset.dataset.value)\" has no field \"\(name)\"",
      hint: suggestion(name, from: names, called: "fields"))
  }

  /// Reports the second and later of equal names.
  mutating func checkRepeats(_ names: [Located<String>], _ what: String, in source: SourceText) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name.value).inserted {
      let message = "\(what) \"\(name.value)\" is there twice"
      refuse(.repeatedItem, name, in: source, message, hint: "keep one of them")
    }
  }

  mutating func checkDay(_ text: Located<String>?, in source: SourceText) {
    guard let text, Day(iso: text.value) == nil else { return }
    refuse(
      .badPeriodText, text, in: source, "\"\(text.value)\" is not a day", hint: "write it as 2024-07-31")
  }
}

/// Suggests a similar word. Where there is none, lists all words if they are few.
func suggestion(_ word: String, from words: [String], called what: String, upTo most: Int = 30) -> String? {
  if let near = suggestion(for: word, in: words, quote: "\"") { return near }
  guard !words.isEmpty, words.count <= most else { return nil }
  return "the \(what) are \(words.joined(separator: ", "))"
}

private func isSlugByte(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
