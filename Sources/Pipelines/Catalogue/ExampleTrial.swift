import AggregateStage
import Artefacts
import Declarations
import Findings
import IngestStage
import Periods
import Statistics
import Tables
import ValidateStage

/// The example cases of all rules and measures of one dataset, written as one extract and read together.
struct ExampleBatch: Sendable {
  private let table: CaseTable
  /// By declaration and example, the rows of its cases.
  private let rows: [String: [Range<Int>]]

  init(of dataset: Dataset, in workspace: Workspace) {
    var csv = CSVWriter(header: dataset.fields.map(\.field.value))
    var rows: [String: [Range<Int>]] = [:]
    var count = 0
    func add(_ id: String, _ cases: [[String: Located<String>]]) {
      for (index, example) in cases.enumerated() {
        csv.row(
          dataset.fields.map { field in
            example[field.field.value]?.value ?? Self.filler(field, index, isKey: dataset.isKey(field))
          })
      }
      rows[id, default: []].append(count..<count + cases.count)
      count += cases.count
    }
    for rule in workspace.catalogue.rules.all where rule.value.dataset.value == dataset.dataset.value {
      for example in rule.value.examples { add(rule.value.rule.value, [example.case]) }
    }
    for measure in workspace.catalogue.measures.all
    where measure.value.dataset?.value == dataset.dataset.value {
      for example in measure.value.examples ?? [] {
        add(measure.value.measure.value, example.cases ?? [example.case ?? [:]])
      }
    }
    // One stretch, so that rows are numbered through.
    let ingested = ingest(
      [Extract(dataset: dataset.dataset.value, path: "example", csv.bytes)], as: [dataset],
      codes: workspace.catalogue.codeLists.all.map(\.value), segmentBytes: 1 << 40, hashing: false)
    guard let table = ingested.tables.first else { preconditionFailure("examples that made no table") }
    self.table = table
    self.rows = rows
  }

  /// The cases of one example by themselves, as if nothing else had been read.
  func ingested(_ id: String, example: Int) -> Ingested {
    var own = table
    let range = rows[id]?[example] ?? 0..<0
    own.segments = range.isEmpty ? [] : table.segments.prefix(1).map { $0.slice(range) }
    return Ingested(tables: [own], findings: [], sources: [])
  }

  /// Keys of their own for cases that name none; an example says only what it is about.
  fileprivate static func filler(_ field: Dataset.Field, _ index: Int, isKey: Bool) -> String {
    isKey && field.kind == .identifier ? "example-\(index + 1)" : ""
  }
}

/// A few example cases, written as an extract and sent through the stages.
struct ExampleTrial {
  /// The datasets that the cases are records of: several where a cohort reads several.
  private let datasets: [Dataset]
  private let workspace: Workspace
  private let asOf: Day
  private let ingested: Ingested
  private let scopes: [DatasetScope]

  /// - Parameter batched: the same cases as they were read with others; without them they are read by themselves.
  init(
    _ cases: [[String: Located<String>]], of dataset: Dataset, in workspace: Workspace, asOf day: Day,
    batched: Ingested?
  ) {
    self.workspace = workspace
    asOf = day
    let read = dataset.cohort?.reads.compactMap { workspace.catalogue.dataset($0.dataset.value) }
    datasets = read ?? [dataset]
    scopes = (datasets + (read == nil ? [] : [dataset])).map { workspace.scope(of: $0) }
    if let batched {
      ingested = batched
      return
    }
    let owners = cases.map { workspace.catalogue.dataset(ofExample: $0, of: dataset)?.dataset.value }
    let extracts = datasets.map { one in
      let id = one.dataset.value
      var csv = CSVWriter(header: one.fields.map(\.field.value))
      for (index, example) in cases.enumerated() where owners[index] == id {
        csv.row(
          one.fields.map { field in
            example[field.field.value]?.value ?? ExampleBatch.filler(field, index, isKey: one.isKey(field))
          })
      }
      return Extract(dataset: id, path: "example", csv.bytes)
    }
    ingested = ingest(
      extracts, as: datasets, codes: workspace.catalogue.codeLists.all.map(\.value), hashing: false)
  }

  /// What the reader could not type among the values that an example gives; blanks that it leaves are no fault.
  func unreadable(_ example: [String: Located<String>]) -> String? {
    for table in ingested.tables {
      guard let dataset = datasets.first(where: { $0.dataset.value == table.dataset }) else { continue }
      for fault in table.segments.flatMap(\.faults) where fault.kind != .missing && fault.field >= 0 {
        let field = dataset.fields[Int(fault.field)]
        if example[field.field.value] != nil { return CellCheck(fault.kind).message(field: field.title) }
      }
    }
    return nil
  }

  func validated(against rules: [Declared<Rule>]) -> Validated {
    validate(ingested, against: rules, of: scopes, asOf: asOf, calendar: workspace.calendar)
  }

  func reading(of declared: Declared<Measure>, over period: ReportingPeriod) -> Reading? {
    let population = declared.value.population.map { id in
      let basis = PopulationBasis(population: id.value, referenceDate: "example", vintage: "example")
      return [id.value: AggregationPlan.Population(value: 100_000, basis: basis)]
    }
    let plan = AggregationPlan(
      area: "", asOf: asOf,
      measures: [AggregationPlan.Item(measure: declared, periods: [period], breakdowns: [])],
      datasets: scopes,
      calendar: workspace.calendar, populations: population ?? [:], published: ComparatorSeries([]),
      publishedYears: [], catalogue: [:])
    return aggregate(acceptingAll(), into: plan).readings.first
  }

  /// What the measure makes of a single case.
  func role(of declared: Declared<Measure>, over period: ReportingPeriod) -> Measure.Role {
    guard let reading = reading(of: declared, over: period) else { return .no }
    switch declared.value.calculation {
    case .proportion:
      guard reading.denominator == 1 else { return .no }
      return reading.numerator == 1 ? .numerator : .denominator
    case .count, .rate: return reading.numerator == 1 ? .counted : .no
    default: return reading.denominator == 1 ? .counted : .no
    }
  }

  /// Blanks in required fields would refuse an example that does not concern them.
  private func acceptingAll() -> Validated {
    var validated = validated(against: [])
    for table in validated.tables.indices {
      validated.tables[table].accepted = validated.tables[table].table.segments.map {
        [UInt8](repeating: 1, count: $0.rowCount)
      }
    }
    return validated
  }
}

extension Dataset {
  fileprivate func isKey(_ field: Field) -> Bool { key.contains { $0.value == field.field.value } }
}
