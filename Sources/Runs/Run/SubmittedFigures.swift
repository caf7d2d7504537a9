import Artefacts
import Declarations
import Findings
import Periods
import Statistics

/// The accepted records of the published-measures extract, by the measure ids of their frameworks' codes.
///
/// An unusual spelling is read where it can mean only one thing. A record that matches no framework, measure, year or
/// area, or that repeats a figure, is left out with a finding of its own: PUB-001 to PUB-005.
func submittedFigures(
  _ validated: Validated, in workspace: Workspace
) -> (figures: [ComparatorFigure], findings: [Finding]) {
  guard let table = validated.table(of: PublishedRecord.dataset) else { return ([], []) }
  var names = PublishedNames(workspace)
  var figures: [ComparatorFigure] = []
  var findings: [Finding] = []
  var seen: Set<SubmittedKey> = []
  for row in PublishedRecord.rows(of: table) {
    do throws(Finding) {
      let figure = try names.figure(of: row)
      guard seen.insert(SubmittedKey(figure)).inserted else {
        throw row.finding(
          "PUB-005", "area_code", "an earlier record gives the same measure, year and area",
          hint: "remove one of the two: this one is not read")
      }
      figures.append(figure)
    } catch {
      findings.append(error)
    }
  }
  return (figures, findings)
}

private struct SubmittedKey: Hashable {
  var measure: String
  var area: String
  var year: FinancialYear

  init(_ figure: ComparatorFigure) { (measure, area, year) = (figure.measure, figure.area, figure.year) }
}

/// Finds what the texts of published records mean.
private struct PublishedNames {
  private let workspace: Workspace
  private let frameworks: [String]
  private var codes: [String: [String: String]] = [:]

  init(_ workspace: Workspace) {
    self.workspace = workspace
    frameworks = workspace.catalogue.frameworks.all.map(\.value.framework.value)
  }

  mutating func figure(of row: PublishedRecord) throws(Finding) -> ComparatorFigure {
    guard let framework = one(row.framework, of: frameworks) else {
      throw row.finding(
        "PUB-001", "framework", "no framework has that name", hint: hint(row.framework, frameworks))
    }
    let ids = codes[framework] ?? measureIDs(of: framework, in: workspace.catalogue)
    codes[framework] = ids
    guard let code = one(row.code, of: ids.keys.sorted()), let measure = ids[code] else {
      throw row.finding(
        "PUB-002", "measure_code", "\(framework) has no measure with that code",
        hint: hint(row.code, ids.keys.sorted()))
    }
    guard let year = FinancialYear(label: row.timePeriod) else {
      throw row.finding("PUB-003", "time_period", "that is not a financial year", hint: "write it as 2023-24")
    }
    guard let area = area(row.area, in: year) else {
      throw row.finding(
        "PUB-004", "area_code", "no area has that code or name",
        hint: hint(row.area, workspace.areas.all.flatMap { [$0.code, $0.name] }))
    }
    return ComparatorFigure(
      measure: measure, area: area.code, areaName: workspace.areas.current(area.code)?.name ?? area.name,
      year: year,
      outcome: row.outcome, missing: row.outcome == nil ? row.missing : nil, numerator: row.numerator,
      denominator: row.denominator, comparators: PublishedRecord.dataset)
  }

  /// The name that a text matches, apart from case and outer spaces; nil where none or two match.
  private func one(_ text: String, of names: [String]) -> String? {
    if names.contains(text) { return text }
    let found = names.filter { $0.lowercased() == text.lowercased() }
    return found.count == 1 ? found[0] : nil
  }

  /// Finds an area by code, otherwise by name if only one area had that name in the year.
  private func area(_ text: String, in year: FinancialYear) -> Area? {
    if let area = workspace.areas[text] ?? workspace.areas[text.uppercased()] { return area }
    let named = workspace.areas.all.filter { $0.name.lowercased() == text.lowercased() }
    let then = named.filter { $0.exists(on: year.end) && $0.continuedBy == nil }
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
