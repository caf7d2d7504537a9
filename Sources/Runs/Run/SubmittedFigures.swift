import AggregateStage
import Artefacts
import Declarations
import Findings
import Periods
import Statistics

/// The figures of a run that were worked out elsewhere.
struct SubmittedFigures {
  /// Figures of a year, of any area, by measure: they stand beside those of publishers.
  var published: [ComparatorFigure] = []
  /// Figures of ours, of any period.
  var returned: [ReturnedFigure] = []
  /// Those that a later one replaced.
  var replaced: [ReturnedFigure] = []
  var findings: [Finding] = []
}

/// The accepted records of figures that were worked out elsewhere, with the names in them found.
///
/// An unusual spelling is read where it can mean only one thing. A record that matches no framework, measure, period or
/// area, or that repeats a figure, is left out with a finding of its own: PUB-001 to PUB-010. Figures that disagree with
/// each other are reported, and the rest counts.
func submittedFigures(_ validated: Validated, of plan: RunPlan, in workspace: Workspace) -> SubmittedFigures {
  var names = PublishedNames(workspace, of: plan)
  var out = SubmittedFigures()
  var seen: Set<SubmittedKey> = []
  var returned: [ReturnedKey: ReturnedFigure] = [:]
  var order: [ReturnedKey] = []
  for dataset in [PublishedRecord.dataset, PublishedRecord.readings] {
    for row in validated.table(of: dataset).map(PublishedRecord.rows) ?? [] {
      do throws(Finding) {
        switch try names.figure(of: row) {
        case .published(let figure):
          guard seen.insert(SubmittedKey(figure)).inserted else { throw repeated(row) }
          out.published.append(figure)
        case .returned(let figure):
          let key = ReturnedKey(figure)
          guard let before = returned[key] else {
            order.append(key)
            returned[key] = figure
            continue
          }
          guard let (stands, replaced) = latest(before, figure) else { throw repeated(row) }
          returned[key] = stands
          out.replaced.append(replaced)
          out.findings.append(revision(stands, replaced))
        }
      } catch {
        out.findings.append(error)
      }
    }
  }
  out.returned = order.compactMap { returned[$0] }
  out.findings += names.disagreements(ReturnedFigures(out.returned))
  return out
}

private func repeated(_ row: PublishedRecord) -> Finding {
  row.finding(
    "PUB-005", row.dataset == PublishedRecord.dataset ? row.field(\.area) : row.field(\.period),
    "an earlier record gives the same measure, \(row.dataset == PublishedRecord.dataset ? "year" : "period") and area",
    hint: row.dataset == PublishedRecord.dataset
      ? "remove one of the two: this one is not read"
      : "remove one of the two, or say which is revised: this one is not read")
}

/// Of two figures for one key the one that stands; nil where nothing says which is later.
private func latest(
  _ a: ReturnedFigure, _ b: ReturnedFigure
) -> (stands: ReturnedFigure, replaced: ReturnedFigure)? {
  var (earlier, later) = (a, b)
  if let one = a.issued, let other = b.issued, one != other {
    if other < one { (earlier, later) = (b, a) }
  } else if a.standing != b.standing {
    if b.standing.rawValue < a.standing.rawValue { (earlier, later) = (b, a) }
  } else {
    return nil
  }
  later.replaces = true
  return (later, earlier)
}

private func revision(_ stands: ReturnedFigure, _ replaced: ReturnedFigure) -> Finding {
  Finding(
    "PUB-011", severity: .note, effect: .reports,
    "the figure of \(stands.measure) for \(stands.period.label) was given before, on line \(replaced.place.line); this one stands",
    hint: "nothing needs doing: returned-figures.csv has both", location: stands.place)
}

private struct SubmittedKey: Hashable {
  var measure: String
  var area: String
  var year: FinancialYear

  init(_ figure: ComparatorFigure) { (measure, area, year) = (figure.measure, figure.area, figure.year) }
}

private struct ReturnedKey: Hashable {
  var measure: String
  var category: Reading.Category?
  var period: ReportingPeriod

  init(_ figure: ReturnedFigure) {
    (measure, category, period) = (figure.measure, figure.category, figure.period)
  }
}

/// Finds what the texts of published records mean.
private struct PublishedNames {
  enum Found {
    case published(ComparatorFigure)
    case returned(ReturnedFigure)
  }

  private let workspace: Workspace
  private let area: Area
  private let frameworks: [String]
  private let measures: [String: Measure]
  /// The council's own codes of its measures, by its targets.
  private let ownCodes: [String: String]
  private var codes: [String: [String: String]] = [:]

  init(_ workspace: Workspace, of plan: RunPlan) {
    self.workspace = workspace
    area = plan.area
    frameworks = workspace.catalogue.frameworks.all.map(\.value.framework.value)
    measures = plan.measuresByID(in: workspace)
    var own: [String: String] = [:]
    for set in workspace.catalogue.targets.all.map(\.value)
    where set.area.map({ workspace.areas.isSame($0.value, plan.area.code) }) ?? true {
      for entry in set.entries {
        if let code = entry.code { own[code.value] = own[code.value] ?? entry.measure.value }
      }
    }
    ownCodes = own
  }

  mutating func figure(of row: PublishedRecord) throws(Finding) -> Found {
    let measure = try measure(of: row)
    guard row.dataset == PublishedRecord.readings else {
      return .published(try published(row, measure, try year(of: row)))
    }
    guard let period = ReportingPeriod(text: row.period) else {
      throw row.finding(
        "PUB-006", row.field(\.period), "that is not a period",
        hint: "write a day as 2024-07-31, a month as 2024-07, a quarter as 2024-25 Q1, a year as 2024-25")
    }
    let isOurs = try isOurs(row)
    if !isOurs || measures[measure]?.formula == .published {
      return .published(try published(row, measure, FinancialYear(containing: period.end)))
    }
    return .returned(try returned(row, measure, period))
  }

  private mutating func measure(of row: PublishedRecord) throws(Finding) -> String {
    if row.framework.isEmpty, row.dataset == PublishedRecord.readings {
      let ids = Array(measures.keys)
      if let id = one(row.measure, of: ids) { return id }
      if let code = one(row.measure, of: Array(ownCodes.keys)), let id = ownCodes[code] { return id }
      throw row.finding(
        "PUB-002", row.field(\.measure), "no measure has that id, and no target that code",
        hint: hint(row.measure, ids.sorted() + ownCodes.keys.sorted()))
    }
    guard let framework = one(row.framework, of: frameworks) else {
      throw row.finding(
        "PUB-001", "framework", "no framework has that name", hint: hint(row.framework, frameworks))
    }
    let ids = codes[framework] ?? measureIDs(of: framework, in: workspace.catalogue)
    codes[framework] = ids
    guard let code = one(row.measure, of: ids.keys.sorted()), let measure = ids[code] else {
      throw row.finding(
        "PUB-002", row.field(\.measure), "\(framework) has no measure with that code",
        hint: hint(row.measure, ids.keys.sorted()))
    }
    return measure
  }

  private func year(of row: PublishedRecord) throws(Finding) -> FinancialYear {
    guard let year = FinancialYear(label: row.period) else {
      throw row.finding(
        "PUB-003", row.field(\.period), "that is not a financial year", hint: "write it as 2023-24")
    }
    return year
  }

  private func published(
    _ row: PublishedRecord, _ measure: String, _ year: FinancialYear
  ) throws(Finding) -> ComparatorFigure {
    let place = try place(row, in: year)
    var outcome = row.outcome
    if row.dataset == PublishedRecord.readings, outcome == nil, let declared = measures[measure] {
      outcome = quotient(row)?.rounded(to: declared.decimals, times: declared.multiplier)
    }
    return ComparatorFigure(
      measure: measure, area: place.code, areaName: place.name, year: year,
      outcome: outcome, missing: outcome == nil ? row.missing : nil, numerator: whole(row.numerator),
      denominator: whole(row.denominator), comparators: row.dataset)
  }

  private func whole(_ number: FixedPoint?) -> Int? {
    guard let number else { return nil }
    let unit = FixedPoint.powersOfTen[number.places]
    return number.units.isMultiple(of: unit) ? number.units / unit : nil
  }

  private func quotient(_ row: PublishedRecord) -> Fraction? {
    guard let numerator = row.numerator, let denominator = row.denominator,
      let (above, below, _) = FixedPoint.aligned(numerator, denominator), below > 0
    else { return nil }
    return Fraction(above, below)
  }

  private func returned(
    _ row: PublishedRecord, _ id: String, _ period: ReportingPeriod
  ) throws(Finding) -> ReturnedFigure {
    guard let measure = measures[id] else { preconditionFailure("a measure that was never declared") }
    if !row.unit.isEmpty, !measure.unit.isWritten(row.unit) {
      throw row.finding(
        "PUB-007", "unit", "the measure is in \(measure.unit.rawValue), and this is not",
        hint: "convert the value and write \(measure.unit.rawValue), or leave the unit blank")
    }
    try checkCounts(row, measure)
    var figure = ReturnedFigure(
      measure: id, category: try category(of: row, measure), period: period, place: row.place)
    (figure.value, figure.numerator, figure.denominator) = (row.outcome, row.numerator, row.denominator)
    figure.rating = Rating(rawValue: row.rating)
    figure.standing = row.status == "p" ? .provisional : row.status == "r" ? .revised : .final
    figure.issued = ReportingPeriod(text: row.issued).flatMap { $0.kind == .day ? $0.end : nil }
    if !row.carriedFrom.isEmpty {
      guard let from = ReportingPeriod(text: row.carriedFrom), from.end < period.end else {
        throw row.finding(
          "PUB-006", "carried_from", "that is not a period before the one it is carried forward to",
          hint: "write the period that the figure belongs to, such as 2024-25 Q1")
      }
      figure.carriedFrom = from
    }
    if row.outcome == nil, row.numerator == nil || row.denominator == nil,
      !measure.unit.isAmount || row.numerator == nil
    {
      figure.missing = row.missing
    }
    return figure
  }

  private func checkCounts(_ row: PublishedRecord, _ measure: Measure) throws(Finding) {
    let isTold = ["n", "x", "z"].contains(row.status)
    if isTold, row.outcome != nil {
      throw row.finding(
        "PUB-013", "status", "the status says that there is no figure, and there is a value",
        hint: "remove one of the two; this is not read")
    }
    if row.outcome == nil, row.numerator == nil, row.denominator?.units != 0, row.status.isEmpty,
      row.rating.isEmpty
    {
      throw row.finding(
        "PUB-013", "value", "there is neither a value, nor counts, nor a reason for their absence",
        hint: "enter the value, or a status: none to measure, not available, not applicable or suppressed")
    }
    guard let denominator = row.denominator else { return }
    guard denominator.units >= 0 else {
      throw row.finding(
        "PUB-008", "denominator", "the denominator is negative", hint: "correct it; this is not read")
    }
    guard let numerator = row.numerator, measure.unit == .percent, denominator.isLess(than: numerator) else {
      return
    }
    throw row.finding(
      "PUB-008", "numerator", "the numerator is greater than the denominator",
      hint: "correct the counts; a per cent that may pass 100 is given as a value. This is not read")
  }

  private func category(of row: PublishedRecord, _ measure: Measure) throws(Finding) -> Reading.Category? {
    guard !row.breakdown.isEmpty || !row.category.isEmpty else { return nil }
    let known = (measure.breakdowns ?? []).map(\.value)
    let breakdown = row.breakdown.isEmpty && known.count == 1 ? known[0] : one(row.breakdown, of: known)
    guard let breakdown, !row.category.isEmpty else {
      throw row.finding(
        "PUB-009", "breakdown", "the measure has no such breakdown, or no category of it is named",
        hint: known.isEmpty
          ? "add the breakdown to the measure's \"breakdowns\", or leave both blank"
          : suggestion(for: row.breakdown, in: known) ?? "one of: \(known.joined(separator: ", "))")
    }
    return Reading.Category(breakdown: breakdown, label: row.category)
  }

  /// Figures that disagree with others: a total with its parts, and a value with its own counts.
  func disagreements(_ figures: ReturnedFigures) -> [Finding] {
    figures.all.compactMap { figure in
      guard let measure = measures[figure.measure] else { return nil }
      return figure.disagreement(with: figures, measure)
    }
  }

  /// The name that a text matches, apart from case and outer spaces; nil where none or two match.
  private func one(_ text: String, of names: [String]) -> String? {
    if names.contains(text) { return text }
    let found = names.filter { $0.lowercased() == text.lowercased() }
    return found.count == 1 ? found[0] : nil
  }

  /// Whether a record is of our council: where it names none, it is.
  private func isOurs(_ row: PublishedRecord) throws(Finding) -> Bool {
    guard !row.area.isEmpty else { return true }
    if Self.neighbours.contains(row.area.lowercased()) { return false }
    guard let found = find(row.area, in: nil) else { throw unknownArea(row) }
    return workspace.areas.isSame(found.code, area.code)
  }

  private func place(_ row: PublishedRecord, in year: FinancialYear) throws(Finding) -> (
    code: String, name: String
  ) {
    if row.dataset == PublishedRecord.readings {
      if row.area.isEmpty { return (area.code, area.name) }
      if Self.neighbours.contains(row.area.lowercased()) {
        return (PipelinePlan.ComparatorArea.statisticalNeighbours.rawValue, "Statistical neighbours")
      }
    }
    guard let found = find(row.area, in: year) else { throw unknownArea(row) }
    return (found.code, workspace.areas.current(found.code)?.name ?? found.name)
  }

  /// Words for our statistical neighbours together.
  private static let neighbours: Set<String> = [
    "statistical-neighbours", "statistical neighbours", "neighbours", "family",
  ]

  private func unknownArea(_ row: PublishedRecord) -> Finding {
    row.finding(
      "PUB-004", row.field(\.area), "no area has that code or name",
      hint: hint(row.area, workspace.areas.all.flatMap { [$0.code, $0.name] }))
  }

  /// Finds an area by code, otherwise by name if only one area had that name in the year.
  private func find(_ text: String, in year: FinancialYear?) -> Area? {
    if let area = workspace.areas[text] ?? workspace.areas[text.uppercased()] { return area }
    let named = workspace.areas.all.filter { $0.name.lowercased() == text.lowercased() }
    let then = named.filter { area in
      year.map { area.exists(on: $0.end) } ?? (area.validTo == nil) && area.continuedBy == nil
    }
    let found = then.isEmpty ? named : then
    return found.count == 1 ? found[0] : nil
  }

  private func hint(_ text: String, _ names: [String]) -> String {
    suggestion(for: text, in: names) ?? "the record is not read; correct it"
  }
}

extension PublishedRecord {
  fileprivate func finding(_ code: FindingCode, _ field: String, _ message: String, hint: String) -> Finding {
    Finding(code, effect: .refusesRecord, message, hint: hint, location: place, field: field)
  }
}

extension Measure.Unit {
  /// Whether a text is this unit, as people write it.
  fileprivate func isWritten(_ text: String) -> Bool {
    let word = text.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "," && $0 != "." }
    let words: [String] =
      switch self {
      case .count: ["number", "count", "people", "cases", "no"]
      case .percent: ["%", "percent", "percentage", "pc"]
      case .days: ["day"]
      case .weeks: ["week"]
      case .months: ["month"]
      case .hours: ["hour", "hrs", "hr"]
      case .minutes: ["minute", "mins", "min"]
      case .score: []
      case .perDay: ["aday", "daily"]
      case .per1000: ["per1000", "rateper1000"]
      case .per100000: ["per100000", "rateper100000"]
      case .pounds: ["£", "gbp", "pound"]
      case .thousandPounds: ["£k", "£000", "£000s", "£thousand", "thousandpounds"]
      case .millionPounds: ["£m", "£million", "£millions", "millionpounds"]
      }
    let own = rawValue.filter { $0 != "-" }
    return word == own || words.contains(word) || word + "s" == own
  }
}
