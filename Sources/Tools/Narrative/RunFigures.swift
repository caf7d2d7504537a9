package import Findings
import Runs
import Statistics
import Tables

/// The printed figures of a run, read from its folder. They have nothing that the disclosure policy hid.
package struct RunFigures: Sendable {
  /// A figure in the form of a sentence.
  struct Found: Sendable, Hashable {
    var text: String
    var value: FixedPoint?
    var isPercent: Bool
    /// The last day of its period.
    var day: String
  }

  typealias Row = [String: String]
  private var rows: [String: [Row]] = [:]
  private(set) var measures: [String] = []
  private(set) var asOf = ""
  private(set) var areaName = ""
  /// The prefixes of comparator columns, such as `england`.
  private(set) var others: [String] = []
  /// Every number that any figure of the run prints, without thousands commas.
  private(set) var numbers: Set<String> = []

  /// - Throws: RUN-002 where the folder has no comparison.csv.
  package static func read(_ folder: String) throws(Finding) -> RunFigures {
    let path = "\(folder)/comparison.csv"
    return RunFigures(try TextTable.read(try readFile(path), path: path))
  }

  init(_ table: TextTable) {
    let values = table.header.indices.filter { index in
      let name = table.header[index]
      return name == "numerator" || name == "denominator" || name.hasSuffix("value")
        || name.hasSuffix("difference")
    }
    others = table.header.filter { $0.hasSuffix("_value") }.map { String($0.dropLast("_value".count)) }
    for row in table.rows {
      // A table with a repeated header is not read.
      let cells = Dictionary(uniqueKeysWithValues: zip(table.header, row.cells))
      for index in values {
        let text = row.cells[index]
        numbers.insert(text.hasPrefix("-") ? String(text.dropFirst()) : text)
      }
      asOf = max(asOf, cells["period_end"] ?? "")
      areaName = cells["area_name"] ?? ""
      guard cells["breakdown"] == "Total", let measure = cells["measure"] else { continue }
      if rows[measure] == nil { measures.append(measure) }
      rows[measure, default: []].append(cells)
    }
  }

  /// Finds `measure`, `measure.change.year`, `measure.england`, `measure.numerator@month` and the like. `@published` and
  /// `@counted` choose between two figures of one period.
  func figure(_ reference: String) -> Result<Found, Finding> {
    let words = reference.split(separator: "@").map(String.init)
    let origin = words.dropFirst().first { Self.origins.contains($0) }
    let split = words.prefix(1) + words.dropFirst().filter { !Self.origins.contains($0) }
    var parts = (split.first ?? "").split(separator: ".").map(String.init)
    guard !parts.isEmpty else {
      return .failure(Finding("NAR-001", effect: .reports, "an empty placeholder"))
    }
    let measure = parts.removeFirst()
    guard let all = rows[measure] else {
      return .failure(
        Finding(
          "NAR-001", effect: .reports, "no measure '\(measure)' in the run",
          hint: suggestion(for: measure, in: measures)
            ?? "see comparison.csv for the run's measures"))
    }
    let kind = split.count > 1 ? split[1] : nil
    let readings = origin.map { wanted in all.filter { $0["origin"] ?? "counted" == wanted } } ?? all
    guard let row = Self.pick(readings, kind) else {
      let kinds = all.compactMap { $0["period_kind"] }
      return .failure(
        Finding(
          "NAR-002", effect: .reports, "'\(measure)' has no period '\(kind ?? "")' in the run",
          hint: "it has \(kinds.joined(separator: ", "))"))
    }
    let rivals = readings.filter {
      $0["period_kind"] == row["period_kind"] && $0["period_end"] == row["period_end"]
    }
    guard Set(rivals.map { $0["origin"] ?? "counted" }).count == 1 else {
      return .failure(
        Finding(
          "NAR-007", effect: .reports,
          "'\(measure)' of \(row["period"] ?? "") is counted from cases and published: two figures",
          hint: "say which: \(reference)@counted or \(reference)@published"))
    }
    guard let column = column(parts, row) else {
      return .failure(
        Finding(
          "NAR-002", effect: .reports, "'\(parts.joined(separator: "."))' is not a part of '\(measure)'",
          hint:
            "one of: numerator, denominator, period, title, year, previous, change.year, change.previous, \(others.dropFirst(2).joined(separator: ", "))"
        ))
    }
    return .success(Self.found(row, column))
  }

  private static let origins = ["counted", "published"]
  private static let order = [
    "day", "week", "rolling-12-months", "financial-year", "year-to-date", "quarter", "month",
  ]

  /// The day, otherwise the longest period, otherwise the latest.
  private static func pick(_ readings: [Row], _ kind: String?) -> Row? {
    if let kind { return readings.last { $0["period_kind"] == kind } }
    for kind in order {
      if let row = readings.last(where: { $0["period_kind"] == kind }) { return row }
    }
    return readings.last
  }

  /// The column for the parts after a measure's id.
  private func column(_ parts: [String], _ row: Row) -> String? {
    // A year-long period has its year before under `previous`.
    let yearBefore = row["year_before_period"]?.isEmpty == false ? "year_before" : "previous"
    func prefix(_ word: String) -> String? {
      switch word {
      case "year", "year-before": yearBefore
      case "previous": "previous"
      default: others.first { $0 == word.split(separator: "-").joined(separator: "_") }
      }
    }
    switch parts {
    case []: return "value"
    case ["numerator"], ["denominator"], ["period"], ["title"]: return parts[0]
    case ["change"]: return "previous_difference"
    default:
      if parts.count == 1 { return prefix(parts[0]).map { "\($0)_value" } }
      guard parts.count == 2 else { return nil }
      if parts[0] == "change" { return prefix(parts[1]).map { "\($0)_difference" } }
      if parts[1] == "period" { return prefix(parts[0]).map { "\($0)_period" } }
      return nil
    }
  }

  private static func found(_ row: Row, _ column: String) -> Found {
    let raw = row[column] ?? ""
    let day = row["period_end"] ?? ""
    guard let number = FixedPoint(raw) else {
      let isWords = column == "period" || column == "title" || column.hasSuffix("_period")
      return Found(text: isWords ? raw : "[\(raw)]", value: nil, isPercent: false, day: day)
    }
    let isCount = column == "numerator" || column == "denominator"
    let isRelative = column.hasSuffix("_difference") && row["change"] == "relative-percent"
    let unit = isCount ? "" : row["unit"] ?? ""
    let isDifference = column.hasSuffix("_difference")
    let suffix: String
    switch unit {
    case "percent": suffix = isDifference ? " percentage points" : "%"
    case "days", "weeks", "months": suffix = isRelative ? "%" : " \(unit)"
    case "per-100000": suffix = isDifference && isRelative ? "%" : " per 100,000"
    default: suffix = isRelative ? "%" : ""
    }
    return Found(
      text: (isDifference && number.units > 0 ? "+" : "") + number.grouped + suffix, value: number,
      isPercent: unit == "percent" || isRelative, day: day)
  }

  /// How many measures have a verdict against a comparator; nil where nothing is compared with it.
  func count(of verdict: String, against other: String) -> Int? {
    let prefix =
      ["year", "year-before"].contains(other) ? "year_before" : String(other.map { $0 == "-" ? "_" : $0 })
    guard others.contains(prefix) else { return nil }
    let verdicts = measures.compactMap { rows[$0].flatMap { Self.pick($0, nil) } }.compactMap { row in
      let own = row["\(prefix)_verdict"] ?? ""
      return own.isEmpty && prefix == "year_before" ? row["previous_verdict"] : own
    }
    return verdicts.count { $0 == verdict }
  }
}
