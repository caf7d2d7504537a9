import AggregateStage
import Artefacts
import Declarations
import Findings
import IngestStage
import Periods
import Statistics
import Tables
import ValidateStage

/// What all examples have in common, worked out once.
struct ExampleGround: Sendable {
  let workspace: Workspace
  let codeLists: [CodeList]
  /// By dataset id.
  let scopes: [String: DatasetScope]
  let known: [String: KnownDataset]

  init(_ workspace: Workspace) {
    self.workspace = workspace
    let codeLists = workspace.catalogue.codeLists.all.map(\.value)
    self.codeLists = codeLists
    let datasets = workspace.catalogue.datasets.all.map { ($0.value.dataset.value, $0.value) }
    scopes = Dictionary(
      datasets.map { ($0.0, workspace.scope(of: $0.1)) }, uniquingKeysWith: { first, _ in first })
    known = Dictionary(
      datasets.map { ($0.0, KnownDataset($0.1, codes: codeLists)) }, uniquingKeysWith: { first, _ in first })
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

  /// - Parameters:
  ///   - others: records of other datasets, by dataset id.
  ///   - isWhole: fill in required fields: a rule of several records looks at accepted ones only.
  init(
    _ cases: [[String: Located<String>]], of dataset: Dataset, in ground: ExampleGround, asOf day: Day,
    others: [String: [[String: Located<String>]]] = [:], isWhole: Bool = false
  ) {
    let workspace = ground.workspace
    self.workspace = workspace
    asOf = day
    let read = dataset.cohort?.reads.compactMap { workspace.catalogue.dataset($0.dataset.value) }
    let beside = others.keys.sorted().compactMap { workspace.catalogue.dataset($0) }
    let own = read ?? [dataset]
    datasets = own + beside
    scopes = (datasets + (read == nil ? [] : [dataset])).map { one in
      ground.scopes[one.dataset.value] ?? workspace.scope(of: one)
    }
    let owners = cases.map { workspace.catalogue.dataset(ofExample: $0, of: dataset)?.dataset.value }
    var extracts = own.map { one in
      let mine = cases.indices.filter { owners[$0] == one.dataset.value }.map { ($0, cases[$0]) }
      return Self.extract(of: mine, one, isWhole: isWhole)
    }
    for other in beside {
      let records = (others[other.dataset.value] ?? []).enumerated().map { ($0.offset, $0.element) }
      extracts.append(Self.extract(of: records, other, isWhole: true))
    }
    ingested = ingest(
      extracts, as: datasets, codes: ground.codeLists, hashing: false, known: ground.known)
  }

  private static func extract(
    of cases: [(index: Int, record: [String: Located<String>])], _ dataset: Dataset, isWhole: Bool
  ) -> Extract {
    var csv = CSVWriter(header: dataset.fields.map(\.field.value))
    for example in cases {
      csv.row(
        dataset.fields.map { field in
          example.record[field.field.value]?.value
            ?? filler(field, example.index, isKey: dataset.isKey(field), isWhole: isWhole)
        })
    }
    return Extract(dataset: dataset.dataset.value, path: "example", csv.bytes)
  }

  /// Keys of their own for cases that name none; an example says only what it is about.
  private static func filler(_ field: Dataset.Field, _ index: Int, isKey: Bool, isWhole: Bool) -> String {
    if field.kind == .identifier, isKey { return "example-\(index + 1)" }
    guard isWhole, field.required == true else { return "" }
    switch field.kind {
    case .identifier, .text: return "example-\(index + 1)"
    case .date: return "2020-01-01"
    default: return ""
    }
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

  func validated(against rules: [Declared<Rule>], after previous: RunMemory? = nil) -> Validated {
    validate(
      ingested, against: rules, of: scopes, asOf: asOf, calendar: workspace.calendar, previous: previous)
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
