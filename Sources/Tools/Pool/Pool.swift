import AggregateStage
import Artefacts
import Declarations
import Findings
import Folders
import Periods
package import Runs
import Statistics
import Tables

/// What several councils' bundles come to.
package struct Pool: Sendable {
  /// By path in the output folder.
  package var files: [ImportedFile]
  /// The record of pools with this one, for the file that it was read from.
  package var record: [UInt8]?
  package var notes: [String]
}

/// One measure over one period, of all councils that gave it.
struct PooledFigure {
  var key: BundleRow.Key
  var measure: Measure
  var councils: Int
  /// nil where only the councils' own values are known, as of a median under a policy that hides.
  var reading: Reading?
  var values: [FixedPoint]
  /// Each council's events over its cases or population, for a funnel.
  var areas: [Fraction]
}

/// Pools bundles: pooled values by the arithmetic of one council's, and how the councils' own values lie.
///
/// - Parameters:
///   - area: the region or group that the councils make up.
///   - record: the file of what was pooled before.
///   - signers: the councils' public keys; nil where bundles need no signature.
/// - Throws: POOL-003 an altered bundle, POOL-004 bundles of different definitions, POOL-005 too few councils, or one that
///   could be worked out, POOL-006 a number that the policy does not allow, POOL-008 a council twice or outside the area,
///   POOL-010 a bundle without its council's signature.
package func pool(
  _ folders: [String], as area: String, record path: String?, signers: String? = nil, in workspace: Workspace
) throws -> Pool {
  let bundles = try folders.map { try Bundle($0, in: workspace) }.sorted { $0.area.code < $1.area.code }
  if let signers {
    for bundle in bundles { try BundleSignature.verify(bundle.folder, of: bundle.area.code, by: signers) }
  }
  guard let first = bundles.first else { throw Finding("POOL-005", "there is no bundle to pool") }
  try checkDefinitions(bundles, in: workspace)
  let place = try checkedArea(area, of: bundles, in: workspace)
  let (policy, _) = try workspace.policy(first.policy)
  var record = try PoolRecord(path)
  let pooling = try Pooling(bundles, policy, earlier: policy.protectsAny ? record.sums : [:], in: workspace)
  guard !pooling.figures.isEmpty else {
    throw Finding(
      "POOL-005",
      "every figure of this pool would give a council's away, alone or with what was pooled before",
      hint:
        "pool at least three councils; of a period that was pooled before, the same ones or at least three others"
    )
  }
  if policy.protectsAny { record.add(pooling.entries) }
  var notes = [
    "\(PoolFiles.basis(bundles.count)): \(pooling.figures.count) figures"
  ]
  if pooling.leftOut > 0 {
    notes.append("\(pooling.leftOut) figures are left out, because they would give a council's away")
  }
  let writer = PoolFiles(place: place, bundles: bundles, figures: pooling.figures)
  return Pool(files: writer.files, record: policy.protectsAny ? record.bytes : nil, notes: notes)
}

private func checkDefinitions(_ bundles: [Bundle], in workspace: Workspace) throws {
  let first = bundles[0]
  func differ(_ what: String, _ other: Bundle, _ hint: String) -> Finding {
    Finding("POOL-004", "\(what) of \(first.area.name) and \(other.area.name) differs", hint: hint)
  }
  for other in bundles.dropFirst() {
    guard other.area.code != first.area.code else { break }
    if other.policy != first.policy {
      throw differ(
        "the policy (\(first.policy), \(other.policy))", other,
        "agree on one, and contribute again with --policy")
    }
    if other.framework != first.framework {
      throw differ(
        "the framework (\(first.framework), \(other.framework))", other, "contribute with one pipeline")
    }
    let names = first.measures.keys.filter { id in
      other.measures[id].map { $0 != first.measures[id] } ?? false
    }.sorted()
    if !names.isEmpty {
      throw differ(
        "the definition of \(names.joined(separator: ", "))", other,
        "use one edition of data/measures, and contribute again")
    }
  }
  for bundle in bundles {
    let names = bundle.measures.keys.filter { id in
      workspace.catalogue.measures[id].map { definitionDigest(of: $0, in: workspace.catalogue) }
        != bundle.measures[id]
    }.sorted()
    guard names.isEmpty else {
      throw Finding(
        "POOL-004",
        "the definition of \(names.joined(separator: ", ")) of \(bundle.area.name) differs from the one here",
        hint: "pool with the edition of data/measures that the councils used")
    }
  }
  for (one, other) in zip(bundles, bundles.dropFirst()) where one.area.code == other.area.code {
    throw Finding(
      "POOL-008", "\(one.area.name) is in '\(one.folder)' and in '\(other.folder)'", hint: "name one of them")
  }
}

private func checkedArea(_ code: String, of bundles: [Bundle], in workspace: Workspace) throws -> Area {
  guard let area = workspace.areas[code] else {
    throw Finding(
      "POOL-008", code.isEmpty ? "--area does not say which area the councils make up" : "no area '\(code)'",
      hint:
        "name a region, or add a group to data/areas/areas.csv: its level is Group, and its members are the councils' codes"
    )
  }
  let inside = Set(area.members)
  for bundle in bundles where !inside.contains(bundle.area.code) && bundle.area.region != area.code {
    throw Finding(
      "POOL-008", "\(bundle.area.name) is not in \(area.name)",
      hint: "leave its bundle out, or add its code to the members in data/areas/areas.csv")
  }
  return area
}

/// The figures of some bundles, each checked against what was pooled before.
private struct Pooling {
  var figures: [PooledFigure] = []
  var entries: Set<PoolRecord.Entry> = []
  /// Figures that would give a council's away.
  var leftOut = 0

  private struct Given {
    var council: String
    var row: BundleRow
    var tally: Tally
    var population: Int?
  }

  init(
    _ bundles: [Bundle], _ policy: DisclosurePolicy, earlier: [BundleRow.Key: [Set<PoolRecord.Entry>]],
    in workspace: Workspace
  ) throws {
    var rows: [BundleRow.Key: [(bundle: Bundle, row: BundleRow)]] = [:]
    for bundle in bundles { for row in bundle.rows { rows[row.key, default: []].append((bundle, row)) } }
    for key in rows.keys.sorted(by: { $0.texts.lexicographicallyPrecedes($1.texts) }) {
      guard let measure = workspace.catalogue.measure(key.measure), let own = rows[key] else { continue }
      let given = try own.compactMap { try Self.given($0.bundle, $0.row, of: measure) }
      let parts = Set(
        given.map {
          PoolRecord.Entry(
            pool: "", key: key, council: $0.council,
            digest: SHA256.hexDigest(of: Array($0.row.cells.joined(separator: ",").utf8)))
        })
      guard !given.isEmpty else { continue }
      if policy.protectsAny {
        guard !PoolPrivacy.isExposed((earlier[key] ?? []) + [parts], council: \.council) else {
          leftOut += 1
          continue
        }
      }
      entries.formUnion(parts)
      figures.append(try Self.pooled(key, measure, given))
    }
  }

  /// What a council gave to a sum; nil where its policy or its data keep it back.
  private static func given(_ bundle: Bundle, _ row: BundleRow, of measure: Measure) throws -> Given? {
    var out = Given(council: bundle.area.code, row: row, tally: Tally())
    let (above, below) = (Int(row.numerator), Int(row.denominator))
    switch measure.formula {
    case .count, .rate:
      guard let above else { return nil }
      (out.tally.cases, out.tally.people) = (above, above)
      guard measure.formula == .rate else { return out }
      out.population = Int(row.population)
      return out.population == nil ? nil : out
    case .proportion, .ratio:
      let isOfDays = measure.denominator.map { Measure.Days(rawValue: $0.value) != nil } ?? false
      guard let above, let below = isOfDays && measure.formula == .ratio ? 0 : below else { return nil }
      out.tally = Tally(cases: below, numerator: above)
      (out.tally.people, out.tally.numeratorPeople) = (below, above)
      return out
    case .summary:
      guard let below, let numbers = Histogram(row.numbers) else { return nil }
      out.tally.cases = below
      out.tally.numbers = numbers
      guard numbers.isEmpty || numbers.count == below else {
        throw Finding(
          "POOL-003",
          "'\(bundle.folder)' has \(numbers.count) numbers of \(below) cases of \(row.key.measure)",
          hint: "ask the council to contribute again; do not mend a bundle by hand")
      }
      return out
    case .published, .reading: return nil
    }
  }

  private static func pooled(
    _ key: BundleRow.Key, _ measure: Measure, _ given: [Given]
  ) throws -> PooledFigure {
    var (tally, population, isWhole) = (Tally(), 0, true)
    for one in given {
      let (sum, isTooLarge) = population.addingReportingOverflow(one.population ?? 0)
      guard tally.merge(one.tally), !isTooLarge else {
        throw Finding("POOL-003", "the sum of \(key.measure) is too large", hint: "look for a damaged bundle")
      }
      population = sum
      if measure.summary != nil { isWhole = isWhole && one.tally.numbers.count == one.tally.cases }
    }
    let reading = key.period.flatMap { period in
      pooledReading(
        Reading.Key(measure: key.measure, period: period), of: measure, from: tally,
        population: measure.formula == .rate ? population : nil)
    }
    return PooledFigure(
      key: key, measure: measure, councils: given.count, reading: isWhole ? reading : nil,
      values: given.compactMap { FixedPoint($0.row.value) },
      areas: given.compactMap { one in
        switch measure.formula {
        case .proportion: Fraction(one.tally.numerator, one.tally.cases)
        case .rate: one.population.map { Fraction(one.tally.cases, $0) }
        default: nil
        }
      })
  }
}
