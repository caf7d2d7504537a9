import Artefacts
import Declarations
import Findings
import Periods
import Tables

/// What a rule that holds this run to the last one came to.
struct RunChanges: Sendable {
  /// The rows that break it, by segment.
  var rows: [[Int]]
  /// What concerns no single record.
  var findings: [Finding] = []
  /// Why it could not be held to the last run.
  var notRun: NotRun?
  /// What the next run will ask; nil where the rule has nothing to look at.
  var kept: RunMemory.Kept?
}

extension LinkedValidation {
  /// Remembers what the next run will ask, and holds this run to what the last one remembered.
  func changes(_ ready: PreparedRule, in own: Int) -> RunChanges {
    var out = RunChanges(rows: tables[own].table.segments.map { _ in [] })
    guard let run = ready.rule.run else { return out }
    let before = previous?.kept[ready.code]
    if previous == nil {
      out.notRun = NotRun(rule: ready.code, reason: "there is no last run to compare with")
    } else if before == nil {
      out.notRun = NotRun(rule: ready.code, reason: "the last run did not have this rule")
    }
    switch run.check {
    case .volumeFell, .monthsMissing:
      let months = recordsByMonth(ready, run, in: own)
      out.kept = RunMemory.Kept(months: months)
      if let before { out.findings = falls(from: before.months, to: months, ready.rule, run, in: own) }
    case .openVanished:
      out.kept = RunMemory.Kept(keys: openKeys(ready, run, in: own))
      if let before { out.findings = vanished(before.keys, ready.rule, in: own) }
    case .backDated: backDated(ready, run, in: own, before: before, &out)
    case .newCode: newCodes(ready, in: own, before: before, &out)
    }
    return out
  }

  private func recordsByMonth(_ ready: PreparedRule, _ run: Rule.RunCheck, in own: Int) -> [String: Int] {
    let table = tables[own]
    let rows = table.rows(when: ready.expression(ready.rule.when), parameters)
    let days = table.days(ready.expression(run.by), parameters)
    let parts = parallelMap(rows.count) { Self.recordsByDay(days[$0], among: rows[$0]) }
    var counts: [Int64: Int] = [:]
    for part in parts { counts.merge(part, uniquingKeysWith: +) }
    var months: [String: Int] = [:]
    for (day, count) in counts { months[month(of: Day(number: Int32(clamping: day))), default: 0] += count }
    return months
  }

  /// Days are nearly always close together, and are then counted in place.
  private static func recordsByDay(_ days: [Int64], among rows: [UInt8]) -> [Int64: Int] {
    var (least, greatest) = (Int64.max, Int64.min)
    for row in rows.indices where rows[row] == 1 && days[row] != .min {
      (least, greatest) = (min(least, days[row]), max(greatest, days[row]))
    }
    guard least <= greatest else { return [:] }
    let (range, isWide) = greatest.subtractingReportingOverflow(least)
    guard !isWide, range < 1 << 18 else {
      return rows.indices.reduce(into: [:]) { counts, row in
        if rows[row] == 1, days[row] != .min { counts[days[row], default: 0] += 1 }
      }
    }
    var counts = [Int](repeating: 0, count: Int(range) + 1)
    for row in rows.indices where rows[row] == 1 && days[row] != .min { counts[Int(days[row] - least)] += 1 }
    return Dictionary(
      uniqueKeysWithValues: counts.indices.filter { counts[$0] > 0 }.map { (least + Int64($0), counts[$0]) })
  }

  /// Months that were over when the last run was made, up to two years back; older ones leave extracts by design.
  private func falls(
    from before: [String: Int], to now: [String: Int], _ rule: Rule, _ run: Rule.RunCheck, in own: Int
  ) -> [Finding] {
    guard let last = previous?.asOf else { return [] }
    var findings: [Finding] = []
    let least = run.least ?? 20
    let (newest, oldest) = (month(of: last), month(of: last.adding(months: -24)))
    for (month, count) in before.sorted(by: { $0.key < $1.key })
    where month < newest && month >= oldest && count >= least {
      let left = now[month] ?? 0
      switch run.check {
      case .monthsMissing where left == 0:
        findings.append(finding(rule, in: own, "\(month) has none of its \(count) records"))
      case .volumeFell where left > 0 && left * 100 < count * (100 - (run.percent ?? 50)):
        findings.append(finding(rule, in: own, "\(month) has \(left) records and had \(count)"))
      default: break
      }
    }
    return findings
  }

  private func openKeys(_ ready: PreparedRule, _ run: Rule.RunCheck, in own: Int) -> [UInt64] {
    let table = tables[own]
    let rows = table.eligible(
      when: ready.expression(run.open), reading: ready.fields(of: ready.rule.dataset.value), parameters)
    return inOrder(marks(of: Self.positions(of: rows), in: table))
  }

  private func vanished(_ keys: [UInt64], _ rule: Rule, in own: Int) -> [Finding] {
    let all = tables[own].table.segments.map { Array(0..<$0.rowCount) }
    let here = Set(marks(of: all, in: tables[own]).joined())
    let vanished = keys.count { !here.contains($0) }
    return vanished > 0 ? [finding(rule, in: own, "\(vanished) of \(keys.count)")] : []
  }

  private func backDated(
    _ ready: PreparedRule, _ run: Rule.RunCheck, in own: Int, before: RunMemory.Kept?, _ out: inout RunChanges
  ) {
    let table = tables[own]
    let days = table.days(ready.expression(run.by), parameters)
    let rows = Self.positions(of: eligible(ready, in: own))
    // A year of keys is enough to tell a late entry from an old record, and keeps the memory small.
    let kept = Int64(parameters.asOf.number) - 366
    let recent = rows.enumerated().map { index, rows in rows.filter { days[index][$0] >= kept } }
    out.kept = RunMemory.Kept(keys: inOrder(marks(of: recent, in: table)))
    guard let before, let last = previous?.asOf else { return }
    let known = Set(before.keys)
    let usual = Int64(last.number) - Int64(run.days ?? 31)
    let oldest = Int64(last.number) - 366
    let late = rows.enumerated().map { index, rows in
      rows.filter { days[index][$0] >= oldest && days[index][$0] < usual }
    }
    let marks = marks(of: late, in: table)
    out.rows = late.enumerated().map { index, rows in
      zip(rows, marks[index]).filter { !known.contains($0.1) }.map(\.0)
    }
  }

  private func newCodes(
    _ ready: PreparedRule, in own: Int, before: RunMemory.Kept?, _ out: inout RunChanges
  ) {
    let table = tables[own]
    guard let field = ready.rule.fields.first.flatMap({ table.fieldPosition($0.value) }) else { return }
    let rows = table.eligible(when: ready.expression(ready.rule.when), reading: [field], parameters)
    let dictionary = table.table.dictionaries[field]
    let known = Set(before?.values ?? [])
    let isNew = dictionary.map { !known.contains($0) }
    var isSeen = dictionary.map { _ in false }
    for (index, segment) in table.table.segments.enumerated() {
      guard case .codes(let codes) = segment.columns[field] else { continue }
      let coded = rows[index].indices.filter { rows[index][$0] == 1 && codes[$0] < Column.unmappedCode }
      for row in coded { isSeen[Int(codes[row])] = true }
      if before != nil { out.rows[index] = coded.filter { isNew[Int(codes[$0])] } }
    }
    let seen = known.union(zip(dictionary, isSeen).filter(\.1).map(\.0))
    out.kept = RunMemory.Kept(values: seen.sorted())
  }

  /// The rule's own words, and which month or how many.
  private func finding(_ rule: Rule, in own: Int, _ what: String) -> Finding {
    Finding(
      FindingCode(rawValue: rule.rule.value), severity: rule.severity, effect: rule.effect,
      "\(rule.message.hasSuffix(".") ? String(rule.message.dropLast()) : rule.message): \(what).",
      hint: rule.hint, location: tables[own].table.sources.first.map { Location(path: $0) },
      field: rule.fields.first?.value)
  }

  private static func positions(of rows: [[UInt8]]) -> [[Int]] {
    rows.map { rows in rows.indices.filter { rows[$0] == 1 } }
  }

  /// A mark of each row's key: enough to know it again, and not the key.
  private func marks(of rows: [[Int]], in table: TableValidation) -> [[UInt64]] {
    let fields = table.dataset.key.compactMap { table.fieldPosition($0.value) }
    let segments = table.table.segments
    return parallelMap(segments.count) { index in
      let reader = LinkReader(table.table, segment: segments[index], fields: fields)
      var key: [UInt8] = []
      return rows[index].map { reader.read($0, into: &key) ? mark(key) : 0 }
    }
  }
}

/// Marks in order. They are spread evenly, so that dealing them out by their upper bits leaves a few together to be sorted.
private func inOrder(_ parts: [[UInt64]]) -> [UInt64] {
  let count = parts.reduce(0) { $0 + $1.count }
  guard count > 1 << 10 else { return parts.joined().sorted() }
  let shift = UInt64(64 - 12)
  var ends = [Int](repeating: 0, count: 1 << 12 + 1)
  for part in parts { for mark in part { ends[Int(mark >> shift) + 1] += 1 } }
  for bucket in 1..<ends.count { ends[bucket] += ends[bucket - 1] }
  var next = ends
  var out = [UInt64](repeating: 0, count: count)
  for part in parts {
    for mark in part {
      out[next[Int(mark >> shift)]] = mark
      next[Int(mark >> shift)] += 1
    }
  }
  for bucket in 0..<ends.count - 1 { out[ends[bucket]..<ends[bucket + 1]].sort() }
  return out
}

/// FNV-1a of 64 bits with a final mix: of a million keys, the chance that any two share a mark is 1 in 37 million.
private func mark(_ key: [UInt8]) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in key { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  return (hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15
}

/// `2026-10`
private func month(of day: Day) -> String { String(day.description.prefix(7)) }
