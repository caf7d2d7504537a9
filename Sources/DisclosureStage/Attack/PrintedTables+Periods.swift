import Artefacts
import Declarations
import Periods

/// What longer and shorter periods of one flow say of each other.
extension PrintedTables {
  /// Cuts the time that a flow is printed over at every day where a period begins or ends.
  ///
  /// Each period is the sum of the stretches that it covers, or another period with a few stretches more and less,
  /// whichever is shorter: last night's twelve months and tonight's differ by two days. All overlaps follow from these.
  mutating func linkPeriods() {
    struct Series: Hashable {
      var what: String
      var category: Reading.Category?
    }
    var members: [Series: [Int]] = [:]
    var order: [Series] = []
    for (index, name) in names.enumerated() where isAdditive(name) {
      let series = Series(what: name.what, category: name.category)
      if members[series] == nil { order.append(series) }
      members[series, default: []].append(index)
    }
    for series in order where members[series, default: []].count > 1 {
      link(members[series, default: []])
    }
  }

  /// Whether a longer period's count is the sum of the shorter ones': every case belongs to one day for good.
  ///
  /// It does not where the period's end decides of a case: whether it was triaged by then, or how old the person was.
  private func isAdditive(_ name: CountName) -> Bool {
    guard addsUpOverTime(name.what) else { return false }
    let rest = name.what.split(separator: "BETWEEN :period_start AND :period_end").joined()
    guard !rest.contains(":") else { return false }
    guard let dataset = name.what.split(separator: "|").first.flatMap({ datasets[String($0)] })?.dataset else {
      return true
    }
    let parts = name.category?.breakdown.split(separator: Self.by).map(String.init) ?? []
    let breakdowns = (dataset.breakdowns ?? []).filter { parts.contains($0.breakdown.value) }
    return dataset.cohort == nil && !breakdowns.contains { $0.by.value.contains(":") }
  }

  private mutating func link(_ cells: [Int]) {
    let spans = cells.map { names[$0].period }
    let cuts = Set(spans.flatMap { [$0.start, $0.end + 1] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(cuts, cuts.indices))
    func stretches(_ span: ReportingPeriod) -> Range<Int> {
      (places[span.start] ?? 0)..<(places[span.end + 1] ?? 0)
    }
    var cellOfStretch: [Int: Int] = [:]
    for (cell, span) in zip(cells, spans) {
      let range = stretches(span)
      guard range.count == 1 else { continue }
      if let same = cellOfStretch[range.lowerBound] {
        assumed.append(Relation(total: same, of: [cell]))
      } else {
        cellOfStretch[range.lowerBound] = cell
      }
    }
    /// The count of one stretch, a new one that nothing prints where no period is just that.
    func cell(of stretch: Int) -> Int {
      if let known = cellOfStretch[stretch] { return known }
      var name = names[cells[0]]
      name.period = ReportingPeriod(.day, from: cuts[stretch], to: cuts[stretch + 1] - 1)
      let made = self.cell(name)
      cellOfStretch[stretch] = made
      return made
    }
    let longer = zip(cells, spans).map { (cell: $0, kind: $1.kind, range: stretches($1)) }
      .filter { $0.range.count > 1 }
      .sorted { ($0.range.upperBound, $0.range.lowerBound, $0.cell) < ($1.range.upperBound, $1.range.lowerBound, $1.cell) }
    var last: [ReportingPeriod.Kind: (cell: Int, range: Range<Int>)] = [:]
    for period in longer {
      defer { last[period.kind] = (period.cell, period.range) }
      let whole = Set(period.range)
      if let near = last[period.kind] {
        let other = Set(near.range)
        let (more, less) = (whole.subtracting(other).sorted(), other.subtracting(whole).sorted())
        if more.count + less.count + 1 < whole.count {
          let terms =
            [Relation.Term(period.cell, -1), .init(near.cell, 1)] + more.map { .init(cell(of: $0), 1) }
            + less.map { .init(cell(of: $0), -1) }
          assumed.append(Relation(terms, from: 0, to: 0))
          continue
        }
      }
      assumed.append(Relation(total: period.cell, of: period.range.map { cell(of: $0) }))
    }
  }
}
