import Findings
import Tables

extension CrossCheck {
  /// Checks what a dataset says about headers and about files that overlap.
  mutating func checkReading(of dataset: Dataset, in source: SourceText) {
    for field in dataset.fields {
      for pattern in field.patterns ?? [] where !isPattern(pattern.value) {
        refuse(
          .badIdentifier, pattern, in: source, "\"\(pattern.value)\" is not a pattern",
          hint:
            "letters with '*' for any characters, such as \"*date*requested\"; a whole header is a synonym")
      }
    }
    for (position, tiebreak) in (dataset.supersedes ?? []).enumerated() {
      let place = range(of: "supersedes", .item(position), in: source)
      let prefer = tiebreak.prefer.rawValue
      guard let name = tiebreak.field else {
        if tiebreak.prefer != .laterFile {
          refuse(.neededKey, at: place, in: source, "to prefer \"\(prefer)\" needs a field")
        }
        continue
      }
      checkField(name, of: dataset, in: source)
      guard let field = dataset.fields.first(where: { $0.field.value == name.value }) else { continue }
      let isOrdered = [.date, .integer, .decimal].contains(field.kind)
      let isRight =
        switch tiebreak.prefer {
        case .laterFile: false
        case .blank: true
        case .latest, .earliest: isOrdered
        case .firstListed: field.kind == .code && (field.codes != nil || field.codeList != nil)
        }
      guard !isRight else { continue }
      refuse(
        .surplusKey, name, in: source, "\"\(prefer)\" cannot be used with field \"\(name.value)\"",
        hint:
          "latest and earliest compare dates and numbers, first-listed codes of a list, and later-file no field"
      )
    }
  }

  private func isPattern(_ text: String) -> Bool { text.contains("*") && text.contains(where: \.isLetter) }
}
