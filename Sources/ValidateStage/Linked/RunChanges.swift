import Artefacts
import Declarations
import Findings
import Periods
import Tables

/// The result of a rule that compares this run with the last.
struct RunChanges: Sendable {
  /// The rows that break it, by batch.
  var rows: [[Int]]
  /// Findings about no single record.
  var findings: [Finding] = []
  /// Why it could not be compared with the last run.
  var notRun: NotRun?
  /// The data for the next run; nil where the rule applies to nothing.
  var kept: RunMemory.Kept?
}

extension LinkedValidation {
  /// Compares this run with what the last one kept, and keeps data for the next.
  func changes(_ ready: PreparedRule, in own: Int) -> RunChanges {
    var out = RunChanges(rows: tables[own].table.batches.map { _ in [] })
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
    let parts = parallelMap(rows.count) { Self.recordsByMonth(days[$0], among: rows[$0]) }
    var counts: [Day: Int] = [:]
    for part in parts { counts.merge(part, uniquingKeysWith: +) }
    return Dictionary(counts.map { (month(of: $0), $1) }, uniquingKeysWith: +)
  }

  /// By the month's first day. Days are nearly always close together, and are then counted in an array.
  private static func recordsByMonth(_ days: [Int64], among rows: [UInt8]) -> [Day: Int] {
    var (least, greatest) = (Int64.max, Int64.min)
    let (values, wanted) = (days.span, rows.span)
    for row in 0..<wanted.count where wanted[row] == 1 && values[row] != .min {
      (least, greatest) = (min(least, values[row]), max(greatest, values[row]))
    }
    guard least <= greatest else { return [:] }
    // Clamped, so that the first day of the month is a valid number.
    func month(of day: Int64) -> Day { Day(number: max(Int32(clamping: day), .min + 31)).startOfMonth }
    let (range, isWide) = greatest.subtractingReportingOverflow(least)
    guard !isWide, range < 1 << 18 else {
      return rows.indices.reduce(into: [:]) { counts, row in
        if rows[row] == 1, days[row] != .min { counts[month(of: days[row]), default: 0] += 1 }
      }
    }
    var byDay = [Int](repeating: 0, count: Int(range) + 1)
    var out = byDay.mutableSpan
    for row in 0..<wanted.count where wanted[row] == 1 && values[row] != .min {
      out[Int(values[row] - least)] += 1
    }
    return byDay.indices.reduce(into: [:]) { counts, day in
      if byDay[day] > 0 { counts[month(of: least + Int64(day)), default: 0] += byDay[day] }
    }
  }

  /// Months that were over when the last run was made, up to two years back. Older ones leave extracts by design.
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
    return KeyMarks.inOrder(marks(where: rows, in: table))
  }

  private func vanished(_ keys: [UInt64], _ rule: Rule, in own: Int) -> [Finding] {
    let all = tables[own].table.batches.map { [UInt8](repeating: 1, count: $0.rowCount) }
    let here = Set(marks(where: all, in: tables[own]).joined())
    let vanished = keys.count { !here.contains($0) }
    return vanished > 0 ? [finding(rule, in: own, "\(vanished) of \(keys.count)")] : []
  }

  private func backDated(
    _ ready: PreparedRule, _ run: Rule.RunCheck, in own: Int, before: RunMemory.Kept?, _ out: inout RunChanges
  ) {
    let table = tables[own]
    let days = table.days(ready.expression(run.by), parameters)
    let eligible = eligible(ready, in: own)
    func rows(within span: Range<Int64>) -> [[UInt8]] {
      eligible.indices.map { Self.rows(eligible[$0], with: days[$0], within: span) }
    }
    // A year of keys is enough to tell a late entry from an old record, and keeps the file small.
    let kept = Int64(parameters.asOf.number) - 366
    out.kept = RunMemory.Kept(keys: KeyMarks.inOrder(marks(where: rows(within: kept..<Int64.max), in: table)))
    guard let before, let last = previous?.asOf else { return }
    let known = Set(before.keys)
    let usual = Int64(last.number) - Int64(run.days ?? 31)
    let oldest = Int64(last.number) - 366
    let late = rows(within: oldest..<max(oldest, usual))
    let marks = marks(where: late, in: table)
    out.rows = late.enumerated().map { index, rows in
      zip(rows.indices.filter { rows[$0] == 1 }, marks[index]).filter { !known.contains($0.1) }.map(\.0)
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
    for (index, batch) in table.table.batches.enumerated() {
      guard case .codes(let codes) = batch.columns[field] else { continue }
      let coded = rows[index].indices.filter { rows[index][$0] == 1 && codes[$0] < Column.unmappedCode }
      for row in coded { isSeen[Int(codes[row])] = true }
      if before != nil { out.rows[index] = coded.filter { isNew[Int(codes[$0])] } }
    }
    let seen = known.union(zip(dictionary, isSeen).filter(\.1).map(\.0))
    out.kept = RunMemory.Kept(values: seen.sorted())
  }

  /// A finding with the rule's own message, and the month or the number.
  private func finding(_ rule: Rule, in own: Int, _ what: String) -> Finding {
    Finding(
      FindingCode(rawValue: rule.rule.value), severity: rule.severity, effect: rule.effect,
      "\(rule.message.hasSuffix(".") ? String(rule.message.dropLast()) : rule.message): \(what).",
      hint: rule.hint, location: tables[own].table.sources.first.map { Location(path: $0) },
      field: rule.fields.first?.value)
  }

  /// 1 for those of some rows whose day is in a span.
  private static func rows(_ wanted: [UInt8], with days: [Int64], within span: Range<Int64>) -> [UInt8] {
    var rows = wanted
    let days = days.span
    var out = rows.mutableSpan
    for row in 0..<min(out.count, days.count) {
      out[row] = days[row] >= span.lowerBound && days[row] < span.upperBound ? out[row] : 0
    }
    return rows
  }

  /// The sorted marks of the keys of rows that are 1: enough to recognise them, without the keys.
  private func marks(where rows: [[UInt8]], in table: TableValidation) -> [[UInt64]] {
    let fields = table.dataset.key.compactMap { table.fieldPosition($0.value) }
    let batches = table.table.batches
    return parallelMap(batches.count) { index in
      if fields.count == 1, case .text(let texts) = batches[index].columns[fields[0]] {
        return KeyMarks.marks(of: texts, where: rows[index])
      }
      let reader = LinkReader(table.table, batch: batches[index], fields: fields)
      var key: [UInt8] = []
      return rows[index].indices.filter { rows[index][$0] == 1 }
        .map { reader.read($0, into: &key) ? KeyMarks.mark(key.span) : 0 }
    }
  }
}

/// `2026-10`
private func month(of day: Day) -> String { String(day.description.prefix(7)) }
