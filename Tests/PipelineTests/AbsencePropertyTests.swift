import AggregateStage
import Artefacts
import Declarations
import Findings
import FoundationEssentials
import IngestStage
import Periods
import Statistics
import Tables
import TestKit
import Testing
import ValidateStage

@testable import Runs
@testable import Tools

/// Whatever is taken out of an extract, no figure becomes another number without a word.
///
/// Of every extract of the example council each column is blanked, the codes of each column are made unknown, the file is
/// cut at months, before and after, and a month is taken out of its middle. A figure that is then another number must have a note of its own, or a finding
/// must name the column or the extract.
@Suite struct AbsencePropertyTests {
  @Test(arguments: ["assessments", "dols-applications", "reviews"])
  func noFigureChangesWithoutAWord(_ dataset: String) throws { try hold(dataset) }

  @Test(arguments: ["safeguarding-concerns", "safeguarding-enquiries", "support-services"])
  func noFigureOfALinkageChangesWithoutAWord(_ dataset: String) throws { try hold(dataset) }

  private static let step = 3 / trials(3)

  private func hold(_ dataset: String) throws {
    let council = try Council(of: dataset)
    var (changes, silent) = (0, [String]())
    for (index, change) in try council.changes().enumerated() where index % Self.step == 0 {
      let after = council.run(change.bytes)
      for (key, before) in council.base where before.value != nil {
        guard let now = after.readings[key] else { continue }
        guard let value = now.value, value != before.value else { continue }
        changes += 1
        // A nought that was none is said beside the figure itself.
        if now.gaps.isEmpty,
          (now.numerator == 0 && before.numerator != 0 && now.denominator == nil)
            || !after.isSaid(change, beyond: council)
        {
          silent.append("\(change.name): \(key.measure) \(key.period.label)")
        }
      }
    }
    #expect(silent.isEmpty, "\(silent.count) of \(changes): \(silent.prefix(20))")
    #expect(changes > 20 / Self.step)
  }
}

/// One way of spoiling an extract.
private struct Change {
  var name: String
  /// The field it is about; nil where it is about which records there are.
  var field: String?
  var bytes: [UInt8]
}

/// The example council with one extract that is to be spoilt.
private struct Council {
  struct Run {
    var readings: [Reading.Key: Reading]
    var findings: [Finding]
    /// Records that fail checks which name a field, by field.
    var breaches: [String: Int]

    /// Whether a finding that was not there before names the field, or where records are gone, the extract.
    func isSaid(_ change: Change, beyond council: Council) -> Bool {
      guard let field = change.field else {
        return findings.contains {
          ["AGG-030", "AGG-031", "AGG-034", "AGG-035", "AGG-036"].contains($0.code)
            && !council.findings.contains($0)
        }
      }
      return breaches[field, default: 0] > council.breaches[field, default: 0]
        || findings.contains { $0.field == field && !council.findings.contains($0) }
    }
  }

  let workspace: Workspace
  let dataset: Dataset
  let rules: [Declared<Rule>]
  let plan: RunPlan
  let counting: AggregationPlan
  let lines: [[String]]
  var others: [ValidatedTable] = []
  var base: [Reading.Key: Reading] = [:]
  var findings: [Finding] = []
  var breaches: [String: Int] = [:]
  private static let day = "2026-10-31"

  init(of id: String) throws {
    workspace = try ExampleCouncil.workspace.get()
    let fixture = try AbsenceFixture()
    let request = RunRequest(
      pipeline: "nightly", inputFolder: fixture.input, asOf: try #require(Day(iso: Self.day)))
    plan = try RunPlan(request, in: workspace)
    dataset = try #require(plan.scopes.map(\.dataset).first { $0.dataset.value == id })
    rules = workspace.catalogue.rules.all.filter { $0.value.lookingAt == .record }
    var counting = plan.aggregation(in: workspace, published: ComparatorSeries([]))
    counting.waitingLists = []
    let scopes = plan.scopes
    counting.measures = counting.measures.filter { $0.measure.value.reads(id, scopes, counting.catalogue) }
      .map { item in
        var item = item
        (item.trend, item.breakdowns) = ([], [])
        return item
      }
    self.counting = counting
    lines = try fixture.lines("\(id).csv")
    for other in plan.scopes.map(\.dataset) where other.cohort == nil && other.dataset.value != id {
      guard let bytes = FileManager.default.contents(atPath: "\(fixture.input)/\(other.dataset.value).csv")
      else { continue }
      others += validated(Array(bytes), of: other).0.tables
    }
    let run = run(text(lines))
    (base, findings, breaches) = (run.readings, run.findings, run.breaches)
  }

  private func validated(_ bytes: [UInt8], of dataset: Dataset) -> (Validated, Ingested) {
    let id = dataset.dataset.value
    let ingested = ingest(
      [Extract(dataset: id, path: "\(id).csv", bytes)], as: plan.scopes.map(\.dataset),
      codes: workspace.catalogue.codeLists.all.map(\.value), hashing: false)
    let checked = validate(
      ingested, against: rules.filter { $0.value.dataset.value == id }, of: plan.scopes, asOf: plan.asOf,
      calendar: workspace.calendar)
    return (checked, ingested)
  }

  func run(_ bytes: [UInt8]) -> Run {
    let (checked, ingested) = validated(bytes, of: dataset)
    let refused = RefusedExtracts(
      of: checked, ingested, limits: plan.limits, titles: plan.titles)
    var counting = counting
    counting.refused = refused.reasons
    var cases = checked.adding(refused.findings).counting(without: refused)
    cases.tables = (cases.tables + others).sorted { $0.table.dataset < $1.table.dataset }
    let results = aggregate(cases, into: counting)
    var breaches: [String: Int] = [:]
    for table in checked.tables {
      for breach in table.breaches {
        for field in table.checks[Int(breach.check)].fields { breaches[field, default: 0] += 1 }
      }
    }
    return Run(
      readings: Dictionary(uniqueKeysWithValues: results.readings.map { ($0.key, $0) }),
      findings: results.findings, breaches: breaches)
  }

  private func text(_ lines: [[String]]) -> [UInt8] {
    Array(
      lines.map { line in line.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",") }
        .joined(separator: "\n").utf8) + [10]
  }

  /// Every column blanked, every column of codes unknown, and the file cut at months by the day that cases came in.
  func changes() throws -> [Change] {
    var out: [Change] = []
    for (column, header) in lines[0].enumerated() {
      guard let field = dataset.field(named: header) else { continue }
      func changed(_ name: String, _ new: (String) -> String) -> Change {
        let changed = lines.enumerated().map { place, line in
          guard place > 0, column < line.count else { return line }
          var line = line
          line[column] = new(line[column])
          return line
        }
        return Change(name: "\(name) \(header)", field: field.field.value, bytes: text(changed))
      }
      out.append(changed("blank") { _ in "" })
      guard field.kind == .code, field.codes != nil || field.codeList != nil else { continue }
      out.append(changed("unmapped") { $0.isEmpty ? "" : "Unheard of" })
      var counts: [String: Int] = [:]
      for line in lines.dropFirst() where column < line.count { counts[line[column], default: 0] += 1 }
      // The commonest code, and the rarest.
      let codes = counts.keys.filter { !$0.isEmpty }.sorted { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }
      for code in Set([codes.first, codes.last].compactMap(\.self)).sorted() {
        out.append(changed("unmapped \(code) of") { $0 == code ? "Unheard of" : $0 })
      }
    }
    let day = try #require(dataset.day?.value)
    let column = try #require(lines[0].firstIndex { dataset.field(named: $0)?.field.value == day })
    for month in ["2024-07-01", "2025-11-01", "2026-04-01", "2026-09-01"] {
      for isBefore in [true, false] {
        let kept = lines.enumerated().filter { place, line in
          guard place > 0, column < line.count, let day = AbsenceFixture.iso(line[column]) else {
            return true
          }
          return isBefore ? day >= month : day < month
        }.map(\.element)
        out.append(Change(name: "cut \(isBefore ? "before" : "from") \(month)", bytes: text(kept)))
      }
    }
    // With fewer in the months around, one without any is nothing out of the ordinary.
    var perMonth: [String: Int] = [:]
    for line in lines.dropFirst() where column < line.count {
      if let day = AbsenceFixture.iso(line[column]) { perMonth[String(day.prefix(7)), default: 0] += 1 }
    }
    for (before, month, after) in [
      ("2025-11", "2025-12", "2026-01"), ("2026-07", "2026-08", "2026-09"),
    ] where min(perMonth[before] ?? 0, perMonth[after] ?? 0) >= 15 {
      let kept = lines.enumerated().filter { place, line in
        guard place > 0, column < line.count, let day = AbsenceFixture.iso(line[column]) else {
          return true
        }
        return !day.hasPrefix(month)
      }.map(\.element)
      out.append(Change(name: "without \(month)", bytes: text(kept)))
    }
    return out
  }

}

extension Dataset {
  fileprivate func field(named header: String) -> Field? {
    func plain(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
    return fields.first { field in
      ([field.field.value, field.title] + (field.synonyms ?? [])).contains { plain($0) == plain(header) }
    }
  }
}

extension Measure {
  /// Whether a dataset has anything to do with it.
  fileprivate func reads(_ id: String, _ scopes: [DatasetScope], _ catalogue: [String: Declared<Measure>])
    -> Bool
  {
    if formula == .ratio {
      return [numerator, denominator].contains { part in
        part.flatMap { catalogue[$0.value] }?.value.reads(id, scopes, catalogue) == true
      }
    }
    let own = scopes.first { $0.dataset.dataset.value == dataset?.value }?.dataset
    return dataset?.value == id || own?.cohort?.reads.contains { $0.dataset.value == id } == true
  }
}
