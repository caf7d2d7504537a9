package import Findings

extension Areas {
  /// The area that somebody means by its code, also one that it has no more, its CASSR number or its name.
  ///
  /// Case, spaces and marks do not count, nor do words such as "Council" and "County". A name that several areas have had is the
  /// newest of them.
  /// - Throws: `RUN-006` where there is none, or where several may be meant, with their names.
  package func meant(by text: String) throws(Finding) -> Area {
    let plain = text.filter { !$0.isWhitespace }
    if let area = self[text] ?? self[plain.uppercased()] { return area }
    let numbered = newest(all.filter { $0.cassr == plain.uppercased() })
    if numbered.count == 1 { return numbered[0] }
    if numbered.count > 1 { throw severalAreas(text, numbered) }
    let wanted = AreaName(text)
    for isFull in [true, false] where isFull ? !wanted.full.isEmpty : !wanted.words.isEmpty {
      let fitting = newest(
        all.filter { area in
          let name = AreaName(area.name)
          return isFull ? name.full == wanted.full : name.words == wanted.words
        })
      if fitting.count == 1 { return fitting[0] }
      let councils = fitting.filter { $0.level == .localAuthority }
      if councils.count == 1 { return councils[0] }
      if fitting.count > 1 { throw severalAreas(text, fitting) }
    }
    throw noArea(text, wanted)
  }

  /// Areas without those that another among them, or anywhere, has come after under the same name.
  private func newest(_ areas: [Area]) -> [Area] {
    let current = areas.filter { $0.validTo == nil && newestCodes[$0.code] == nil }
    return current.isEmpty ? areas : current
  }

  private func noArea(_ text: String, _ wanted: AreaName) -> Finding {
    guard !text.isEmpty else {
      return Finding(
        "RUN-006", "no council is named",
        hint: "name it with --area, or with \"area\" in the pipeline or in the council's caretally.json")
    }
    let names = publishing.filter { $0.validTo == nil }.map(\.name)
    // A part of a name first, and then a slip of the pen.
    let parts =
      wanted.full.isEmpty ? [] : names.filter { AreaName($0).full.contains(wanted.full) }.sorted()
    let near = parts.isEmpty ? nearest(text, in: names).map { [$0] } ?? [] : parts
    let shown = near.prefix(4).compactMap { name in
      all.first { $0.name == name && $0.validTo == nil }.map { "'\(name)' (\($0.code))" }
    }
    return Finding(
      "RUN-006", "no area '\(text)' in data/areas/areas.csv",
      hint: shown.isEmpty
        ? "give a council's name, GSS code or CASSR number; 'caretally list areas' has them all"
        : "did you mean \(shown.joined(separator: " or "))?")
  }

  private func severalAreas(_ text: String, _ areas: [Area]) -> Finding {
    Finding(
      "RUN-006", "'\(text)' may be several areas",
      hint: "give the code: \(areas.map { "\($0.code) \($0.name)" }.joined(separator: ", "))")
  }
}

/// A name as it is compared: without case, spaces and marks, and also without the words that councils have in common.
private struct AreaName {
  let full: String
  let words: [String]

  init(_ name: String) {
    let parts = name.lowercased().replacing("&", with: " and ").replacing("'", with: "").replacing(
      "’", with: ""
    )
    .split { !$0.isLetter && !$0.isNumber }.map(String.init)
    full = parts.joined()
    words = parts.filter { !Self.common.contains($0) }.sorted()
  }

  private static let common: Set<String> = [
    "council", "county", "borough", "city", "district", "metropolitan", "london", "royal", "unitary",
    "authority", "of", "the", "upon", "ua", "mbc", "cc", "lb",
  ]
}
