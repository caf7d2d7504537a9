/// How a text matched a code.
package enum CodeMatch: String, Sendable, Hashable, CaseIterable {
  /// The code as declared; in an open list, the value itself.
  case exact
  /// The label that tables print.
  case label
  /// Another declared spelling.
  case synonym
  /// A spelling of an earlier release of the list.
  case retired
  /// One of these, apart from case and spaces.
  case folded
  /// A word that means blank, such as `NULL`.
  case blank
  /// No declared code.
  case unmapped
}

/// A text of a field of codes, its code, and how often it occurs.
package struct CodeUse: Sendable, Hashable {
  /// As written, spaces at the ends included.
  package var text: String
  /// The declared code, or nil where there is none.
  package var code: String?
  package var match: CodeMatch
  package var count: Int

  package init(text: String, code: String?, match: CodeMatch, count: Int) {
    self.text = text
    self.code = code
    self.match = match
    self.count = count
  }
}

/// How one field's texts were cleaned: each text, its code and its count.
package struct CodeUses: Sendable, Hashable {
  /// The most frequent first, then by text; at most `mostTexts`.
  package private(set) var texts: [CodeUse] = []
  /// By match: how many values were counted together, because there are too many different ones.
  package private(set) var others: [CodeMatch: Int] = [:]
  /// A field with more different texts is not one of codes, and must not fill the memory.
  package static let mostTexts = 4096

  package init() {}

  /// How many values have a match.
  package func count(_ match: CodeMatch) -> Int {
    texts.reduce(others[match] ?? 0) { $0 + ($1.match == match ? $1.count : 0) }
  }

  /// How many different texts have a match, without those that are counted together.
  package func distinct(_ match: CodeMatch) -> Int { texts.count { $0.match == match } }

  package var isEmpty: Bool { texts.isEmpty && others.isEmpty }

  package mutating func add(_ more: CodeUses) {
    guard !more.isEmpty else { return }
    if texts.isEmpty {
      texts = more.texts
    } else {
      var places: [String: Int] = [:]
      for (place, use) in texts.enumerated() { places[use.text] = place }
      for use in more.texts {
        if let place = places[use.text] {
          texts[place].count += use.count
        } else {
          places[use.text] = texts.count
          texts.append(use)
        }
      }
    }
    for (match, count) in more.others { others[match, default: 0] += count }
    settle()
  }

  /// Gives each value of an open list its preferred spelling. Returns how many values are written otherwise.
  ///
  /// - Parameter values: the preferred spellings.
  package mutating func stand(for values: [String]) -> Int {
    var standing: [String: String] = [:]
    for value in values { standing[Spelling.folded(Array(value.utf8), keepsSpaces: true)] = value }
    var count = 0
    for place in texts.indices where texts[place].match == .exact {
      let bytes = Array(texts[place].text.utf8)
      let range = bytes.span.trimmed(0..<bytes.count)
      let text = Array(bytes[range])
      guard let value = standing[Spelling.folded(text, keepsSpaces: true)] else { continue }
      texts[place].code = value
      guard Array(value.utf8) != text else { continue }
      texts[place].match = .folded
      count += 1
    }
    return count
  }

  /// - Parameter others: by match, how many values are counted together.
  init(_ uses: [CodeUse], others: [CodeMatch: Int]) {
    texts = uses
    self.others = others
    settle()
  }

  private mutating func settle() {
    texts.sort { ($1.count, $0.text) < ($0.count, $1.text) }
    guard texts.count > Self.mostTexts else { return }
    for use in texts[Self.mostTexts...] { others[use.match, default: 0] += use.count }
    texts.removeSubrange(Self.mostTexts...)
  }
}

extension ColumnBuilder {
  /// The texts of a field of codes in this batch.
  var codeUses: CodeUses {
    guard let codeReading else { return CodeUses() }
    var uses: [CodeUse] = []
    for (index, entry) in codeReading.memo.entries.enumerated()
    where index < codeCounts.count && codeCounts[index] > 0 && entry.length > 0 {
      var code: String?
      if case .code(let codes) = plan.kind, Int(entry.value) < codes.count {
        code = codes[Int(entry.value)].code
      }
      let text = String(decoding: codeReading.memo.text(of: entry), as: UTF8.self)
      if case .openCode = plan.kind, entry.match == .exact { code = text }
      uses.append(CodeUse(text: text, code: code, match: entry.match, count: Int(codeCounts[index])))
    }
    return CodeUses(uses, others: uncounted)
  }
}
