import Findings
import Periods

extension CrossCheck {
  mutating func checkComparability() {
    for declared in catalogue.comparability.all {
      checkRepeats((declared.value.rules ?? []).map(\.rule), "rule", in: declared.source)
      for entry in declared.value.entries ?? [] {
        checkReference(entry.measure, to: \.measures, in: declared.source)
        checkReference(entry.framework, to: \.frameworks, in: declared.source)
        guard let from = entry.from, FinancialYear(from.value) == nil else { continue }
        refuse(
          .badPeriodText, from, in: declared.source, "\"\(from.value)\" is not a financial year",
          hint: "write it as 2024-25")
      }
    }
    for declared in catalogue.comparability.all {
      for restart in declared.value.restarts ?? [] {
        checkReference(restart.measure, to: \.measures, in: declared.source)
        checkDay(restart.from, in: declared.source)
      }
    }
    checkVerdicts()
    checkAbsences()
    for declared in catalogue.neighbours.all {
      let (list, source) = (declared.value, declared.source)
      checkRepeats(list.councils, "council", in: source)
      for council in [list.area] + list.councils { checkArea(council, in: source) }
      if list.councils.contains(where: { $0.value == list.area.value }) {
        refuse(
          .repeatedItem, list.area, in: source, "a council is not its own neighbour",
          hint: "leave it out of \"councils\"")
      }
    }
    for declared in catalogue.peerModels.all { checkPeerModel(declared.value, in: declared.source) }
    for declared in catalogue.phrases.all { checkBands(of: declared.value, in: declared.source) }
  }

  /// One file only defines verdicts, and each unit has one least change, with a value.
  private mutating func checkVerdicts() {
    let all = catalogue.comparability.all.filter { $0.value.verdicts != nil }
    for declared in all {
      guard let verdicts = declared.value.verdicts else { continue }
      let place = range(of: "verdicts", in: declared.source)
      if all.count > 1 {
        refuse(
          .repeatedItem, at: place, in: declared.source, "several files have verdicts",
          hint: "keep \"verdicts\" in one file of data/comparability/")
      }
      let numbers =
        [verdicts.few.share, verdicts.few.cases, verdicts.attentionMonths ?? 1]
        + verdicts.leastChanges.flatMap { [$0.percent, $0.atLeast].compactMap(\.self) }
      if numbers.contains(where: { !(1...1_000_000).contains($0) }) {
        refuse(.outOfRange, at: place, in: declared.source, "numbers of \"verdicts\" are from 1 to 1,000,000")
      }
      for change in verdicts.leastChanges where change.percent == nil && change.atLeast == nil {
        refuse(
          .neededKey, at: place, in: declared.source,
          "the least change of \"\(change.unit.rawValue)\" has no value",
          hint: "give it \"percent\", \"atLeast\" or both")
      }
      for unit in Measure.Unit.allCases where verdicts.leastChanges.count(where: { $0.unit == unit }) > 1 {
        refuse(
          .repeatedItem, at: place, in: declared.source, "\"\(unit.rawValue)\" has several least changes",
          hint: "keep one")
      }
    }
  }

  private mutating func checkPeerModel(_ model: PeerModelDeclaration, in source: SourceText) {
    checkRepeats(model.features.map(\.feature), "feature", in: source)
    for council in model.leavesOut ?? [] { checkArea(council, in: source) }
    for (position, feature) in model.features.enumerated() where !(feature.weight > 0 && feature.weight <= 1)
    {
      refuse(
        .outOfRange, at: range(of: "features", .item(position), "weight", in: source), in: source,
        "a weight is above 0 and at most 1")
    }
    if !(1...150).contains(model.peers) {
      refuse(.outOfRange, at: range(of: "peers", in: source), in: source, "peers are from 1 to 150")
    }
  }

  /// A measure lacks the figures of a level for one reason.
  private mutating func checkAbsences() {
    var said: Set<[String]> = []
    for declared in catalogue.comparability.all {
      for (position, absence) in (declared.value.absences ?? []).enumerated() {
        for measure in absence.measures {
          checkReference(measure, to: \.measures, in: declared.source)
          for level in absence.levels ?? Comparability.Absence.Level.allCases
          where !said.insert([measure.value, level.rawValue]).inserted {
            refuse(
              .repeatedItem, measure, in: declared.source,
              "\"\(measure.value)\" has two reasons for no figure of \(level.rawValue)", hint: "keep one")
          }
        }
        checkReference(absence.comparedAs, to: \.measures, in: declared.source)
        let place = range(of: "absences", .item(position), in: declared.source)
        if absence.why == .notHeld, absence.publication == nil {
          refuse(
            .neededKey, at: place, in: declared.source,
            "a figure that is published and not held needs \"publication\"",
            hint: "say where it is published")
        }
        if absence.why != .count, let other = absence.comparedAs {
          refuse(
            .surplusKey, other, in: declared.source, "only a count is compared as another measure",
            hint: "say \"why\": \"count\", or leave \"comparedAs\" out")
        }
      }
    }
  }

  /// Checks that the comparator `statistical-neighbours` and its list are given together.
  mutating func checkNeighbours(of plan: PipelinePlan, in source: SourceText) {
    checkReference(plan.neighbours, to: \.neighbours, in: source)
    let isAsked = plan.comparators.contains(.statisticalNeighbours)
    // Their figure as a whole can come in as a reading.
    let isGiven = plan.inputs.contains { $0.dataset.value == "readings" }
    if isAsked, plan.neighbours == nil, !isGiven {
      refuse(
        .neededKey, at: range(of: "comparators", in: source), in: source,
        "no list of statistical neighbours is named", hint: "add \"neighbours\", a file in data/neighbours/")
    } else if !isAsked, let list = plan.neighbours {
      refuse(
        .surplusKey, list, in: source, "the list is named and not compared with",
        hint: "add \"statistical-neighbours\" to \"comparators\"")
    }
  }

  private mutating func checkBands(of phrases: Phrases, in source: SourceText) {
    if phrases.tendingFrom < 1 || phrases.clearFrom <= phrases.tendingFrom {
      refuse(
        .outOfRange, at: range(of: "clearFrom", in: source), in: source,
        "a clear difference begins above a tending one, and that above 0")
    }
    for band in phrases.bands { checkDay(band.reviewed, in: source) }
    let place = range(of: "bands", in: source)
    for word in Phrases.Word.allCases {
      let count = phrases.bands.count { $0.band == word }
      guard count != 1 else { continue }
      refuse(
        count == 0 ? .neededKey : .repeatedItem, at: place, in: source,
        "the band \"\(word.rawValue)\" has \(count == 0 ? "no phrase" : "several phrases")",
        hint: "give each band one phrase")
    }
  }
}
