import Artefacts
import Declarations
import Findings
import Statistics
import Tables

extension Counting {
  /// Counts a table's measures over every combination of its breakdowns that has a case.
  ///
  /// Measures of the same cases and the same number are counted once. nil, with a finding, where a measure or a breakdown
  /// cannot be computed, or there are too many combinations.
  mutating func crossTable(_ item: AggregationPlan.CrossTableItem) -> CrossTable? {
    var specifications: [CountSpecification] = []
    var places: [[Located<String>?]: Int] = [:]
    var columns: [(measure: Measure, specification: Int)] = []
    var axes: [Grouping] = []
    var persons: (rows: [[Int32]], count: Int)?
    var selectors: [BatchSelector] = []
    for declared in item.measures {
      let measure = declared.value
      let breakdowns = axes.isEmpty ? item.breakdowns : []
      guard let prepared = prepare(declared, over: item.period, breakdowns: breakdowns) else { return nil }
      if axes.isEmpty { axes = prepared.groupings }
      guard axes.count == item.breakdowns.count else {
        say(
          "AGG-004",
          "the extract has no column for a breakdown of '\(item.declaration.crossTable.value)', which is not made",
          declared, at: nil, hint: "add the column, or its header to the field's synonyms")
        return nil
      }
      selectors = prepared.selectors
      persons = persons ?? prepared.persons.map { ($0, prepared.personCount) }
      let key =
        [measure.where ?? measure.denominator, measure.numerator, measure.of].map {
          $0.map { Located($0.value) }
        } + [prepared.specification.countsPeople ? measure.dataset : nil]
      let place = places[key] ?? specifications.count
      if place == specifications.count { specifications.append(prepared.specification) }
      places[key] = place
      columns.append((measure, place))
    }
    let partition = Partition(axes: axes)
    guard let first = item.measures.first else { return nil }
    guard partition.groupCount <= Self.mostGroups else {
      say(
        "AGG-005",
        """
        '\(item.declaration.crossTable.value)' would have \(partition.groupCount) combinations; \(Self.mostGroups) \
        can be counted
        """, first, at: nil, hint: "cross fewer breakdowns")
      return nil
    }
    let tallies = Tabulation(
      selectors: selectors, specifications: specifications, partitions: [partition], persons: persons?.rows,
      personCount: persons?.count ?? 0
    ).tallies().map { $0[0] }
    var table = CrossTable(
      id: item.declaration.crossTable.value, title: item.declaration.title, period: item.period,
      breakdowns: axes.map { CrossTable.Breakdown(id: $0.breakdown, categories: $0.labels) },
      measures: columns.map { CrossTable.Column(id: $0.measure.measure.value, decimals: $0.measure.decimals) }
    )
    table.groups = (0..<partition.groupCount).filter { group in tallies.contains { $0.hasCases(group) } }
    // Measure by measure: a measure is a large value that should not be copied for every group.
    let (groups, counted) = (table.groups, columns)
    table.values = parallelMap(counted.count) { column in
      let (measure, tallies) = (counted[column].measure, tallies[counted[column].specification])
      return groups.map { value(of: measure, from: tallies[$0]) }
    }
    return table
  }

  /// The values of crossed tables' measures over all cases, where no reading has them.
  mutating func crossedTotals(of measures: Set<String>, beside readings: [Reading]) -> [Reading] {
    var known = Set(readings.map(\.key))
    let told = waterfalls
    defer { waterfalls = told }
    return plan.crossTables.flatMap { item in
      item.measures.flatMap { declared -> [Reading] in
        let key = Reading.Key(measure: declared.value.measure.value, period: item.period)
        guard measures.contains(key.measure), known.insert(key).inserted else { return [] }
        return self.readings(
          of: AggregationPlan.Item(measure: declared, periods: [], breakdowns: []), over: item.period)
      }
    }
  }

  /// At a few hundred bytes for each group and worker.
  private static let mostGroups = 1 << 20
}
