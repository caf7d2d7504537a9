import FoundationEssentials
import Periods
import Synthesis
import Tables

/// The extracts of a small invented council whose every personal value is unmistakable, and ways to change them a little.
struct LeakCouncil {
  /// By file name, a record a line, the header first.
  private(set) var files: [String: [[String]]]
  private let seed: Int

  /// Nothing but a personal value or the text of a refused record has this in it.
  static let sentinel = "Snt"
  /// Columns that hold references: of a person, of a case, or of another's case.
  private static let references = ["Reference", "Number", "ID", "Identifier", "Enquiry", "Concern"]
  private static let freeTexts: Set = ["Case Notes", "Summary"]

  init(seed: Int) throws {
    self.seed = seed
    let council = SyntheticCouncil(
      seed: UInt64(seed), people: 60 + seed * 97 % 541, asOf: Day(iso: "2026-10-31") ?? Day(number: 0),
      holidays: [],
      faults: .perMille(0))
    files = [:]
    for (path, bytes) in council.files() where !path.contains("/") && path.hasSuffix(".csv") {
      let table = try TextTable.read(bytes, path: path)
      files[path] = [table.header] + table.rows.map(\.cells)
    }
    for name in files.keys { mark(name) }
    for kind in 0..<2 { addRefused(kind) }
  }

  var names: [String] { files.keys.sorted() }

  /// Records without a key.
  var refused: Int { files.values.reduce(0) { $0 + $1.count { $0[0].isEmpty } } }

  /// Dates of birth and NHS numbers as the extracts have them.
  var personalValues: [String] {
    files.values.flatMap { rows -> [String] in
      let columns = rows[0].indices.filter {
        ["DOB", "Date of Birth", "NHS No", "NHS Number"].contains(rows[0][$0])
      }
      return rows.dropFirst().prefix(4).flatMap { row in columns.map { String(row[$0].prefix(10)) } }
    }.filter { $0.count == 10 && !$0.contains(Self.sentinel) }
  }

  /// Gives every reference and every free text the sentinel.
  private mutating func mark(_ name: String) {
    guard var rows = files[name] else { return }
    for (column, header) in rows[0].enumerated() {
      let isReference = Self.references.contains { header.hasSuffix($0) } && !header.contains("NHS")
      for row in rows.indices.dropFirst() {
        if isReference, !rows[row][column].isEmpty { rows[row][column] = Self.sentinel + rows[row][column] }
        if Self.freeTexts.contains(header) { rows[row][column] = "\(Self.sentinel) words of case \(row)" }
      }
    }
    files[name] = rows
  }

  /// A record without a key in each file, which is refused, with the sentinel in every cell that takes any text.
  mutating func addRefused(_ kind: Int) {
    for name in names {
      guard var record = files[name]?.dropFirst().first, let header = files[name]?[0] else { continue }
      record[0] = ""
      for column in header.indices.dropFirst()
      where !header[column].contains("Date") && header[column] != "DOB" {
        record[column] = "\(Self.sentinel) \(header[column]) \(kind)"
      }
      files[name]?.append(record)
    }
  }

  /// Gives the refused records other texts, and those of all free texts.
  mutating func changeWhatIsNeverPrinted() {
    for name in names {
      guard var rows = files[name] else { continue }
      for row in rows.indices.dropFirst() {
        for column in rows[0].indices where rows[row][0].isEmpty || Self.freeTexts.contains(rows[0][column]) {
          rows[row][column] = rows[row][column].replacing(
            "\(Self.sentinel) ", with: "\(Self.sentinel) other ")
        }
      }
      files[name] = rows
    }
  }

  /// Gives one accepted record of this year another's value in a column, by the column's header.
  mutating func move(_ headers: Set<String>) {
    let (name, row) = recent
    guard var rows = files[name], let column = rows[0].firstIndex(where: headers.contains) else { return }
    if let other = rows.dropFirst().first(where: { $0[column] != rows[row][column] && !$0[0].isEmpty }) {
      rows[row][column] = other[column]
    }
    files[name] = rows
  }

  /// Takes one accepted record of this year away.
  mutating func removeOne() {
    let (name, row) = recent
    files[name]?.remove(at: row)
  }

  /// A record that figures are likely to count: of a file that most measures are of.
  private var recent: (name: String, row: Int) {
    let name = ["assessments.csv", "safeguarding-concerns.csv"][seed / 3 % 2]
    let rows = files[name] ?? []
    let found = rows.indices.dropFirst().filter { row in
      !rows[row][0].isEmpty && rows[row].contains { $0.contains("2026") }
    }
    return (name, found.isEmpty ? 1 : found[seed * 7 % found.count])
  }

  func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, rows) in files {
      var csv = CSVWriter(header: rows[0])
      for row in rows.dropFirst() { csv.row(row) }
      try Data(csv.bytes).write(to: URL(filePath: "\(folder)/\(name)"))
    }
  }
}
