import Findings

extension CrossCheck {
  mutating func checkWaitingLists() {
    for declared in catalogue.waitingLists.all {
      let (list, source) = (declared.value, declared.source)
      checkReference(list.dataset, to: \.datasets, in: source)
      checkPart(list.open, "a count on a day", in: list, source) { $0.isCount && $0.basis == .stock }
      for part in [list.joined, list.completed] + [list.leftOtherwise].compactMap(\.self) {
        checkPart(part, "a count over a period", in: list, source) { $0.isCount && $0.basis == .flow }
      }
      checkPart(list.completedWait, "a median of completed waits", in: list, source) {
        $0.calculation == .median && $0.basis == .completedWaits
      }
      checkPart(list.currentWait, "a median of current waits", in: list, source) {
        $0.calculation == .median && $0.basis == .currentWaits
      }
      if (list.leftOtherwise == nil) != (list.leftOn == nil) {
        refuse(
          .neededKey, list.waitingList, in: source, "\"leftOtherwise\" and \"leftOn\" come together",
          hint: "a count of those who left otherwise, and the day they did")
      }
      let offered = catalogue.measure(list.open.value)?.breakdowns?.map(\.value)
      if let offered, !offered.contains(list.bands.value) {
        refuse(
          .unknownReference, list.bands, in: source,
          "\"\(list.open.value)\" has no breakdown \"\(list.bands.value)\"",
          hint: suggestion(list.bands.value, from: offered, called: "breakdowns"))
      }
    }
    for declared in catalogue.pipelines.all {
      let (plan, source) = (declared.value, declared.source)
      checkRepeats(plan.waitingLists ?? [], "waiting list", in: source)
      let counted = Set(catalogue.measures(of: plan))
      for id in plan.waitingLists ?? [] {
        guard checkReference(id, to: \.waitingLists, in: source),
          let list = catalogue.waitingLists[id.value]?.value
        else { continue }
        for part in list.measures where catalogue.measure(part.value) != nil && !counted.contains(part.value)
        {
          refuse(
            .wrongMeasure, id, in: source,
            "the pipeline does not count \"\(part.value)\", which this list is made of",
            hint: "add it, or its family, to \"measures\"")
        }
      }
    }
  }

  private mutating func checkPart(
    _ id: Located<String>, _ what: String, in list: WaitingListDeclaration, _ source: SourceText,
    fits: (Measure) -> Bool
  ) {
    guard checkReference(id, to: \.measures, in: source), let measure = catalogue.measure(id.value) else {
      return
    }
    if !fits(measure) || measure.dataset?.value != list.dataset.value {
      refuse(
        .wrongMeasure, id, in: source,
        "\"\(id.value)\" is not \(what) of \"\(list.dataset.value)\"")
    }
  }
}

extension Measure {
  /// Whether it counts cases, so that it can be added and subtracted.
  fileprivate var isCount: Bool { calculation == .count && counts != .people }
}
