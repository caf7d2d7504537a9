import Findings
import Periods

extension CrossCheck {
  mutating func checkFrameworks() {
    for declared in catalogue.frameworks.all {
      let (framework, source) = (declared.value, declared.source)
      checkReference(framework.basedOn, to: \.frameworks, in: source)
      for (position, entry) in framework.measures.enumerated() {
        checkReference(entry.measure, to: \.measures, in: source)
        checkEntry(of: entry, at: position, in: source)
      }
      checkDerivations(of: framework, in: source)
      checkCodes(of: framework, in: source)
      if isCircular(framework), let before = framework.basedOn {
        refuse(
          .circularVintages, before, in: source,
          "\"\(before.value)\" is itself based, in the end, on \"\(framework.framework.value)\"",
          hint: "base each vintage on an earlier one")
      } else {
        checkFormerCodes(of: framework, in: source)
        checkMoves(of: framework, in: source)
      }
    }
  }

  private func isCircular(_ framework: Framework) -> Bool {
    let id = framework.framework.value
    return catalogue.vintages(of: id).last?.basedOn?.value == id
  }

  /// What is derived is one sum of codes over another, or over a population.
  private mutating func checkDerivations(of framework: Framework, in source: SourceText) {
    for (position, derivation) in (framework.derived ?? []).enumerated() {
      checkReference(derivation.measure, to: \.measures, in: source)
      let place = range(of: "derived", .item(position), in: source)
      if derivation.numerator.isEmpty || derivation.denominator?.isEmpty == true {
        refuse(.neededKey, at: place, in: source, "a sum of no codes", hint: "name at least one code")
      }
      if (derivation.denominator == nil) == (derivation.population == nil) {
        refuse(
          .neededKey, at: place, in: source, "it is over codes or over a population, and over one of them",
          hint: "give \"denominator\" or \"population\"")
      }
      if let population = derivation.population, let populations, !populations.contains(population.value) {
        refuse(
          .unknownReference, population, in: source, "there is no population \"\(population.value)\"",
          hint: suggestion(population.value, from: populations.sorted(), called: "population ids"))
      }
      for year in derivation.populationYears ?? [] where FinancialYear(year.year.value) == nil {
        refuse(
          .badPeriodText, year.year, in: source, "\"\(year.year.value)\" is not a financial year",
          hint: "write it as 2024-25")
      }
    }
  }

  private mutating func checkCodes(of framework: Framework, in source: SourceText) {
    var owners: [String: String] = [:]
    for entry in framework.measures {
      let code = entry.code.value
      guard let owner = owners.updateValue(entry.measure.value, forKey: code) else { continue }
      refuse(
        .codeClash, entry.code, in: source, "code \"\(code)\" is already that of \"\(owner)\"",
        hint: "one code is one measure in a vintage")
    }
    checkRepeats(framework.removed ?? [], "removed code", in: source)
    var codes: [String: String] = [:]
    for entry in framework.measures {
      guard let other = codes.updateValue(entry.code.value, forKey: entry.measure.value),
        other != entry.code.value
      else { continue }
      refuse(
        .codeClash, entry.measure, in: source,
        "\"\(entry.measure.value)\" has the code \"\(other)\" as well as \"\(entry.code.value)\"",
        hint: "one measure has one code in a vintage")
    }
  }

  private mutating func checkEntry(of entry: Framework.Entry, at position: Int, in source: SourceText) {
    let keys: [(JSONStep, Bool?)] = [("comparable", entry.comparable), ("recomputable", entry.recomputable)]
    for (key, answer) in keys where answer == false && entry.reason == nil {
      refuse(
        .neededKey, at: range(of: "measures", .item(position), key, in: source), in: source,
        "code \"\(entry.code.value)\" has no reason", hint: "add \"reason\"")
    }
    let decimals: [(JSONStep, Int?)] = [
      ("roundedFirstTo", entry.roundedFirstTo), ("decimals", entry.decimals),
    ]
    for (key, places) in decimals where places.map((0...6).contains) == false {
      let place = range(of: "measures", .item(position), key, in: source)
      refuse(.outOfRange, at: place, in: source, "decimals are from 0 to 6")
    }
  }

  /// Checks that a code that is removed or renamed exists in the vintage before.
  private mutating func checkFormerCodes(of framework: Framework, in source: SourceText) {
    let isUnread = framework.basedOn.map { catalogue.framework($0.value) == nil } ?? false
    guard !isUnread else { return }
    let before = framework.basedOn.map { catalogue.entries(of: $0.value).map(\.code.value) } ?? []
    let place = framework.basedOn.map { "vintage \"\($0.value)\"" } ?? "the vintage before, as there is none"
    for code in framework.removed ?? [] where !before.contains(code.value) {
      refuse(
        .unknownReference, code, in: source, "there is no code \"\(code.value)\" in \(place)",
        hint: suggestion(code.value, from: before, called: "codes"))
    }
    for (position, entry) in framework.measures.enumerated() {
      guard let former = entry.formerly, !before.contains(former) else { continue }
      refuse(
        .unknownReference, at: range(of: "measures", .item(position), "formerly", in: source), in: source,
        "there is no code \"\(former)\" in \(place)",
        hint: suggestion(former, from: before, called: "codes"))
    }
  }

  /// A measure with a new code that keeps its old one too would be in tables twice.
  private mutating func checkMoves(of framework: Framework, in source: SourceText) {
    let own = Set(framework.measures.map(\.code.value))
    let inherited = catalogue.entries(of: framework.framework.value).filter { !own.contains($0.code.value) }
    let codes = Dictionary(grouping: inherited, by: \.measure.value)
    for entry in framework.measures {
      // Another check refuses two codes in its vintage.
      guard let old = codes[entry.measure.value]?.first?.code.value else { continue }
      refuse(
        .codeClash, entry.measure, in: source,
        "\"\(entry.measure.value)\" has the code \"\(old)\" as well as \"\(entry.code.value)\"",
        hint: "say \"formerly\": \"\(old)\" here, or list \"\(old)\" in \"removed\"")
    }
  }
}
