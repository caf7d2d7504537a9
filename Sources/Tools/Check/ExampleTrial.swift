import AggregateStage
import Artefacts
import Declarations
import Findings
import IngestStage
import Periods
import Runs
import Statistics
import Tables
import ValidateStage

/// What all examples share, computed once.
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
    // A catalogue has one dataset of each id.
    scopes = Dictionary(uniqueKeysWithValues: datasets.map { ($0.0, workspace.scope(of: $0.1)) })
    known = Dictionary(
      uniqueKeysWithValues: datasets.map { ($0.0, KnownDataset($0.1, codes: codeLists)) })
  }
}

/// The cases of one example.
struct ExampleCases: Sendable {
  var records: [[String: Located<String>]]
  /// Records of other datasets, by dataset id.
  var others: [String: [[String: Located<String>]]] = [:]
  var asOf: Day
}

/// A few example cases, written as an extract and sent through the stages.
struct ExampleTrial {
  /// The datasets of the cases: several where a cohort reads several.
  private let datasets: [Dataset]
  private let workspace: Workspace
  private let asOf: Day
  private let ingested: Ingested
  private let scopes: [DatasetScope]

  /// Trials of several examples, read together: each value is read independently of others.
  ///
  /// - Parameter isWhole: fill in required fields, because a rule of several records looks at accepted ones only.
  static func all(
    _ examples: [ExampleCases], of dataset: Dataset, in ground: ExampleGround, isWhole: Bool = false
  ) -> [ExampleTrial] {
    let catalogue = ground.workspace.catalogue
    let read = dataset.cohort?.reads.compactMap { catalogue.dataset($0.dataset.value) }
    let own = read ?? [dataset]
    var extracts = ExampleExtracts()
    var datasets: [[Dataset]] = []
    for example in examples {
      let owners = example.records.map { catalogue.dataset(ofExample: $0, of: dataset)?.dataset.value }
      for one in own {
        let mine = example.records.enumerated().filter { owners[$0.offset] == one.dataset.value }
        extracts.add(mine.map { ($0.offset, $0.element) }, of: one, isWhole: isWhole)
      }
      let beside = example.others.keys.sorted().compactMap { catalogue.dataset($0) }
      for other in beside {
        let records = example.others[other.dataset.value] ?? []
        extracts.add(records.enumerated().map { ($0.offset, $0.element) }, of: other, isWhole: true)
      }
      datasets.append(own + beside)
      extracts.endExample()
    }
    guard examples.count == 1 || extracts.canBeReadTogether else {
      return examples.flatMap { all([$0], of: dataset, in: ground, isWhole: isWhole) }
    }
    let ingested = ingest(
      extracts.all, as: extracts.datasets, codes: ground.codeLists, hashing: false, known: ground.known)
    return examples.indices.map { index in
      let scopes = (datasets[index] + (read == nil ? [] : [dataset])).map { one in
        ground.scopes[one.dataset.value] ?? ground.workspace.scope(of: one)
      }
      return ExampleTrial(
        datasets: datasets[index], workspace: ground.workspace, asOf: examples[index].asOf,
        ingested: examples.count == 1 ? ingested : extracts.part(index, of: ingested), scopes: scopes)
    }
  }

  /// The values of an example that could not be typed. Blanks are no fault.
  func unreadable(_ example: [String: Located<String>]) -> String? {
    for table in ingested.tables {
      guard let dataset = datasets.first(where: { $0.dataset.value == table.dataset }) else { continue }
      for fault in table.batches.flatMap(\.faults) where fault.kind != .missing && fault.field >= 0 {
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

  /// How a measure counted a single case.
  static func role(_ reading: Reading?, of measure: Measure) -> Measure.Role {
    guard let reading else { return .no }
    switch measure.formula {
    case .proportion:
      guard reading.denominator == 1 else { return .no }
      return reading.numerator == 1 ? .numerator : .denominator
    case .count, .rate: return reading.numerator == 1 ? .counted : .no
    case .summary, .ratio, .published, .reading: return reading.denominator == 1 ? .counted : .no
    }
  }

  /// Blanks in required fields would refuse an example that is not about them.
  private func acceptingAll() -> Validated {
    Validated(
      tables: ingested.tables.map { table in
        ValidatedTable(
          table: table, checks: [], breaches: [], notRun: [],
          accepted: table.batches.map { [UInt8](repeating: 1, count: $0.rowCount) })
      }, findings: [])
  }
}
