import Declarations
import Findings
import Folders
import Periods
import Runs
import Statistics
import Tables

/// Reads the tables of one layout.
struct LayoutReader {
  let layout: Layout
  private let areas: ImportAreas
  private let measures: [String: Measure]
  /// Codes whose published outcome cannot be had from the published counts.
  private let notRecomputable: Set<String>

  init(_ layout: Layout, in workspace: Workspace) {
    self.layout = layout
    let newest = layout.newestYear.flatMap { FinancialYear($0.value) } ?? FinancialYear(startYear: 9998)
    areas = ImportAreas(workspace.areas, until: newest.end)
    let entries = layout.framework.map { workspace.catalogue.entriesByCode(of: $0.value) } ?? [:]
    measures = entries.compactMapValues { workspace.catalogue.measure($0.measure.value) }
    notRecomputable = Set(entries.filter { $0.value.recomputable == false }.keys)
  }

  /// The figures of one sheet, with the cell that each outcome is in.
  ///
  /// - Parameter code: that of all its figures; nil where a column or several columns say it.
  func figures(of table: Layout.Table, code: String?, in grid: TextGrid) throws(Finding) -> [(
    row: PublishedRow, cell: String
  )] {
    let (start, columns) = try columns(of: table, in: grid)
    var out: [(row: PublishedRow, cell: String)] = []
    for row in grid.rows[start...] {
      // Notes below a table are one cell wide.
      guard row.cells.count(where: { !$0.isEmpty }) > 1 else { continue }
      let isKept = zip(table.keep ?? [], columns.keep).allSatisfy { keep, column in
        keep.values.contains(text(row, column))
      }
      guard isKept else { continue }
      for group in columns.groups {
        if let figure = try figure(row, of: table, code: code, group, columns, in: grid) {
          out.append(figure)
        }
      }
    }
    return out
  }

  /// Where the columns of a table are.
  private struct Columns {
    var areaCode: Int
    var areaName: Int?
    var code: Int?
    var year: Int?
    var keep: [Int]
    var groups: [Group]
  }

  /// The columns of the figures of one code and year, as far as headers say them.
  private struct Group {
    var code: String?
    var year: FinancialYear?
    var places: [Layout.Value.What: Int] = [:]
  }

  /// The row after the header, and where the columns are: the header is the first row that has all of them.
  private func columns(of table: Layout.Table, in grid: TextGrid) throws(Finding) -> (Int, Columns) {
    let needed =
      [table.areaCode, table.areaName, table.codeColumn, table.yearColumn].compactMap(\.self)
      + (table.keep ?? []).map(\.column)
    guard
      let position = grid.rows.firstIndex(where: { row in
        let headers = Set(row.cells.map(plain))
        return needed.allSatisfy { headers.contains(plain($0)) }
      })
    else {
      let headers = grid.rows.max { $0.cells.count < $1.cells.count }?.cells.map(plain) ?? []
      let absent = needed.first { !headers.contains(plain($0)) } ?? table.areaCode
      throw wrong(
        "FILE-302", grid, "'\(grid.sheet)' has no header row with the column '\(absent)'",
        hint: nearest(absent, in: headers).map { "did you mean '\($0)'?" }
          ?? "compare the layout with the file: a new edition needs a layout of its own")
    }
    let header = grid.rows[position]
    let headers = header.cells.map(plain)
    func place(_ name: String) -> Int { headers.firstIndex(of: plain(name)) ?? 0 }
    var groups: [Group] = []
    for value in table.values {
      var isFound = false
      for (column, text) in headers.enumerated() {
        guard let year = year(in: text, as: plain(value.header)) else { continue }
        isFound = true
        if let newest = layout.newestYear.flatMap({ FinancialYear($0.value) }), let year = year.found,
          year > newest
        {
          throw wrong(
            "FILE-308", grid,
            "\(grid.cell(header, column)) is of \(year), and the layout is of the edition to \(newest)",
            hint: "make a layout of the new edition: its definitions may have changed")
        }
        let at = groups.firstIndex { $0.code == value.code && $0.year == year.found }
        if at == nil { groups.append(Group(code: value.code, year: year.found)) }
        groups[at ?? groups.count - 1].places[value.what] = column
      }
      guard isFound else {
        throw wrong(
          "FILE-302", grid, "'\(grid.sheet)' has no column '\(value.header)'",
          hint: nearest(value.header, in: headers).map { "did you mean '\($0)'?" })
      }
    }
    let columns = Columns(
      areaCode: place(table.areaCode), areaName: table.areaName.map(place),
      code: table.codeColumn.map(place), year: table.yearColumn.map(place),
      keep: (table.keep ?? []).map { place($0.column) }, groups: groups)
    return (position + 1, columns)
  }

  /// Whether a header is the declared one, and the year in it where that has one.
  private func year(in header: String, as declared: String) -> (found: FinancialYear?, Void)? {
    let parts = declared.components(around: "{year}")
    guard let (before, after) = parts else { return header == declared ? (nil, ()) : nil }
    guard header.hasPrefix(before), header.hasSuffix(after), header.count > before.count + after.count else {
      return nil
    }
    let text = header.dropFirst(before.count).dropLast(after.count)
    return FinancialYear(published: String(text)).map { ($0, ()) }
  }

  private func figure(
    _ row: TextTable.Row, of table: Layout.Table, code common: String?, _ group: Group, _ columns: Columns,
    in grid: TextGrid
  ) throws(Finding) -> (row: PublishedRow, cell: String)? {
    guard let outcome = group.places[.outcome] else { return nil }
    let year = try year(of: row, table, group, columns, in: grid)
    var code = group.code ?? common
    if code == nil { code = try self.code(of: row, table, columns, in: grid) }
    let decimals = table.decimals
    let areaText = text(row, columns.areaCode)
    let name = columns.areaName.map { text(row, $0) } ?? ""
    guard let area = areas.area(areaText, name, inYear: year) else {
      throw wrong(
        "FILE-304", grid,
        "\(grid.cell(row, columns.areaCode)) is '\(areaText)'\(name.isEmpty ? "" : " (\(name))"), which is the code of no area",
        hint: "check that no column is shifted; a new area belongs in data/areas/areas.csv")
    }
    func cell(_ what: Layout.Value.What, places: Int?) throws(Finding) -> String {
      guard let column = group.places[what] else { return "z" }
      return try value(row, column, places: places, in: grid)
    }
    let made = PublishedRow(
      measureCode: code ?? "", timePeriod: year, area: area,
      numerator: try cell(.numerator, places: 0), denominator: try cell(.denominator, places: 0),
      respondents: try cell(.respondents, places: 0),
      marginOfError: try cell(.marginOfError, places: decimals),
      outcome: try cell(.outcome, places: decimals), status: "")
    // The table has no such figure for the area, whatever else stands in its row.
    guard made.outcome != "z" else { return nil }
    var finished = made
    if ["c", "x", "z"].contains(made.outcome) { finished.status = made.outcome }
    try check(finished, at: grid.cell(row, outcome), in: grid)
    return (finished, grid.cell(row, outcome))
  }

  private func year(
    of row: TextTable.Row, _ table: Layout.Table, _ group: Group, _ columns: Columns, in grid: TextGrid
  ) throws(Finding) -> String {
    if let year = group.year { return year.description }
    if let year = table.year { return year.value }
    guard let column = columns.year else { return layout.referenceDate?.value ?? "" }
    guard let year = FinancialYear(published: text(row, column)) else {
      throw wrong(
        "FILE-303", grid,
        "\(grid.cell(row, column)) is '\(text(row, column))', which is not a financial year",
        hint: "check that no column is shifted")
    }
    if let newest = layout.newestYear.flatMap({ FinancialYear($0.value) }), year > newest {
      throw wrong(
        "FILE-308", grid,
        "\(grid.cell(row, column)) is of \(year), and the layout is of the edition to \(newest)",
        hint: "make a layout of the new edition: its definitions may have changed")
    }
    return year.description
  }

  private func code(
    of row: TextTable.Row, _ table: Layout.Table, _ columns: Columns, in grid: TextGrid
  ) throws(Finding) -> String {
    let column = columns.code ?? 0
    guard let known = table.codes?.first(where: { $0.published == text(row, column) }) else {
      throw wrong(
        "FILE-305", grid,
        "\(grid.cell(row, column)) is '\(text(row, column))', which the layout does not know",
        hint: "add it to \"codes\", or leave its rows out with \"keep\"")
    }
    return known.code
  }

  /// A number without commas, with so many decimal places, or the symbol of a marker.
  private func value(
    _ row: TextTable.Row, _ column: Int, places: Int?, in grid: TextGrid
  ) throws(Finding) -> String {
    let printed = text(row, column)
    let markers = (layout.markers ?? []).map { ($0.text, $0.means.rawValue) }
    if let known = markers.first(where: { $0.0 == printed }) { return known.1 }
    if ["[c]", "[x]", "[z]"].contains(printed) { return String(printed.dropFirst().dropLast()) }
    guard !printed.isEmpty else {
      throw wrong(
        "FILE-307", grid, "\(grid.cell(row, column)) is blank, and no marker says why",
        hint: "say in \"markers\" what a blank stands for, if the publication does")
    }
    var number = printed.filter { $0 != "," }
    if layout.dropsBrackets == true, let bracket = number.firstIndex(of: "(") {
      number = plain(String(number[..<bracket]))
    }
    guard let value = FixedPoint(number) else {
      throw wrong(
        "FILE-303", grid, "\(grid.cell(row, column)) is '\(printed)', which is not a number",
        hint: "check that no column is shifted; a marker belongs in \"markers\"")
    }
    guard let places else { return value.description }
    // A workbook can hold more digits than it shows; a count has none to hide.
    guard let written = value.rounded(to: places),
      places > 0 || written.fraction.isSame(as: value.fraction)
    else {
      throw wrong(
        "FILE-303", grid, "\(grid.cell(row, column)) is '\(printed)', which is not a whole number",
        hint: "check that no column is shifted")
    }
    return written.description
  }

  /// An outcome must be what its counts give, as far as they are rounded: a shifted column seldom is.
  private func check(_ row: PublishedRow, at cell: String, in grid: TextGrid) throws(Finding) {
    guard let measure = measures[row.measureCode], !notRecomputable.contains(row.measureCode),
      let top = FixedPoint(row.numerator)?.units, let bottom = FixedPoint(row.denominator)?.units, bottom > 0,
      let outcome = FixedPoint(row.outcome)
    else { return }
    let doubt = layout.roundedTo ?? 0
    let least = Fraction(max(0, 2 * top - doubt), 2 * bottom + doubt)
    let most = Fraction(2 * top + doubt, max(1, 2 * bottom - doubt))
    guard let low = least.rounded(to: outcome.places, times: measure.multiplier),
      let high = most.rounded(to: outcome.places, times: measure.multiplier)
    else { return }
    guard low.units - 1 <= outcome.units, outcome.units <= high.units + 1 else {
      throw wrong(
        "FILE-309", grid,
        "\(cell) is \(outcome), and \(row.numerator) of \(row.denominator) is from \(low) to \(high)",
        hint: "check that no column is shifted")
    }
  }

  private func text(_ row: TextTable.Row, _ column: Int) -> String {
    column < row.cells.count ? plain(row.cells[column]) : ""
  }

  private func wrong(_ code: FindingCode, _ grid: TextGrid, _ message: String, hint: String?) -> Finding {
    Finding(code, effect: .refusesFile, message, hint: hint, location: Location(path: grid.path))
  }
}

extension LayoutReader {
  /// The pair of a layout of figures, or one for each year where its path has `{year}`.
  func pairs(of rows: [PublishedRow]) -> [ImportedFile] {
    // As the file has them.
    var met: Set<String> = []
    let order = rows.map(\.measureCode).filter { met.insert($0).inserted }
    let years = Set(rows.map(\.timePeriod)).sorted()
    guard layout.pair.value.contains("{year}") else {
      let span = years.count == 1 ? years[0] : "\(years.first ?? "") to \(years.last ?? "")"
      return pair(rows, order, year: span, id: layout.pair.value)
    }
    return years.flatMap { year in
      pair(
        rows.filter { $0.timePeriod == year }, order, year: year,
        id: layout.pair.value.replacing("{year}", with: year))
    }
  }

  private func pair(_ rows: [PublishedRow], _ codes: [String], year: String, id: String) -> [ImportedFile] {
    var note = opening("comparators", id: id, year: year)
    note.say("framework", layout.framework?.value ?? "")
    note.say("timePeriod", year)
    close(&note)
    if let base = layout.roundedTo { note.say("roundedTo", base) }
    note.say("status", (layout.status ?? .final).rawValue)
    return [
      ImportedFile(path: "data/comparators/\(id).csv", bytes: csv(rows, codes: codes)),
      ImportedFile(path: "data/comparators/\(id).json", bytes: note.bytes),
    ]
  }

  /// The pair of a layout of populations, with the sums that it declares.
  func populations(of rows: [PublishedRow]) -> [ImportedFile] {
    var values: [String: [ImportedArea: String]] = [:]
    for row in rows { values[row.measureCode, default: [:]][row.area] = row.outcome }
    for sum in layout.sums ?? [] {
      let parts = sum.of.map { values[$0] ?? [:] }
      for area in parts.first?.keys.map(\.self) ?? [] {
        let cells = parts.map { $0[area] ?? "x" }
        let numbers = cells.compactMap { FixedPoint($0)?.units }
        values[sum.code, default: [:]][area] =
          numbers.count == cells.count
          ? String(numbers.reduce(0, { $0 &+ $1 })) : cells.first { FixedPoint($0) == nil } ?? "x"
      }
    }
    var writer = CSVWriter(header: ["population", "area_code", "area_name", "value"])
    for population in values.keys.sorted() {
      let lines = (values[population] ?? [:]).sorted {
        ($0.key.rank, $0.key.code) < ($1.key.rank, $1.key.code)
      }
      for (area, value) in lines { writer.row([population, area.code, area.name, value]) }
    }
    let id = layout.pair.value
    var note = opening("populations", id: id, year: layout.referenceDate?.value ?? "")
    note.say("referenceDate", layout.referenceDate?.value ?? "")
    note.say("vintage", layout.vintage ?? "")
    close(&note)
    return [
      ImportedFile(path: "data/populations/\(id).csv", bytes: writer.bytes),
      ImportedFile(path: "data/populations/\(id).json", bytes: note.bytes),
    ]
  }

  private func opening(_ kind: String, id: String, year: String) -> SourceNote {
    var note = SourceNote()
    note.say(kind, id.split(separator: "/").last.map(String.init) ?? id)
    note.say("title", layout.title.replacing("{year}", with: year))
    note.say("publisher", layout.publisher)
    if let published = layout.published, kind == "comparators" { note.say("published", published.value) }
    return note
  }

  private func close(_ note: inout SourceNote) {
    note.say("licence", layout.licence ?? openGovernmentLicence)
    note.say("attribution", layout.attribution)
    note.say("obtainedFrom", layout.obtainedFrom)
    note.say("transformation", layout.transformation)
  }
}

extension FinancialYear {
  /// `2024-25`, `2024/25`, `2024 to 2025`, as publications write it; nil for anything else.
  init?(published text: String) {
    if let year = FinancialYear(text.replacing("/", with: "-")) {
      self = year
      return
    }
    let parts = text.split(separator: " ")
    guard parts.count == 3, parts[1] == "to", let start = Int(parts[0]), let end = Int(parts[2]),
      (1900...2998).contains(start), end == start + 1
    else { return nil }
    self.init(startYear: start)
  }
}

extension Fraction {
  fileprivate func isSame(as other: Fraction) -> Bool {
    isLess(than: other) == false && other.isLess(than: self) == false
  }
}

extension String {
  /// What is before and after a text; nil where it is not in it.
  fileprivate func components(around text: String) -> (String, String)? {
    guard let range = firstRange(of: text) else { return nil }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }
}

/// A cell with one space between words and none around, whatever spaces and line ends the publisher put in.
func plain(_ cell: String) -> String {
  cell.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
