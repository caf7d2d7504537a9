extension Catalogue {
  /// A vintage and those it is based on, newest first. Stops where vintages are based on each other.
  package func vintages(of framework: String) -> [Framework] {
    var chain: [Framework] = []
    var next: String? = framework
    while let id = next, let vintage = self.framework(id) {
      guard !chain.contains(where: { $0.framework.value == id }) else { break }
      chain.append(vintage)
      next = vintage.basedOn?.value
    }
    return chain
  }

  /// Every code of a vintage, in the order of tables; empty where the vintage does not exist.
  ///
  /// A code that is redefined or renamed takes the place of the old one. New codes come last.
  package func entries(of framework: String) -> [Framework.Entry] {
    vintages(of: framework).reversed().reduce(into: []) { entries, vintage in vintage.apply(to: &entries) }
  }

  /// `entries(of:)` by code.
  package func entriesByCode(of framework: String) -> [String: Framework.Entry] {
    Dictionary(uniqueKeysWithValues: entries(of: framework).map { ($0.code.value, $0) })
  }

  /// `entries(of:)` by measure. `check` refuses a vintage that gives a measure two codes (DECL-114).
  package func entriesByMeasure(of framework: String) -> [String: Framework.Entry] {
    Dictionary(grouping: entries(of: framework), by: \.measure.value).compactMapValues(\.first)
  }
}

extension Framework {
  fileprivate func apply(to entries: inout [Entry]) {
    let codes = Set(measures.map(\.code.value))
    let dropped = Set((removed ?? []).map(\.value) + measures.compactMap(\.formerly)).subtracting(codes)
    for entry in measures {
      if let place = entries.firstIndex(where: { $0.code.value == entry.code.value }) {
        entries[place] = entry
      } else if let former = entries.firstIndex(where: { $0.code.value == entry.formerly }) {
        entries.insert(entry, at: former)
      } else {
        entries.append(entry)
      }
    }
    entries.removeAll { dropped.contains($0.code.value) }
  }
}
