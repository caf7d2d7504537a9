import Foundation

/// How a supplier's case system writes what the example council's extracts hold: one file in `Suppliers/`.
struct SupplierForm: Decodable {
  var supplier: String
  /// What a person must say before everything is read.
  var answers: [String]
  var dates: Dates
  var delimiter: Delimiter
  /// By the example's header, other texts for its codes, in every file.
  var codes: [String: [String: String]]
  /// By dataset.
  var files: [String: File]

  struct File: Decodable {
    var file: String
    var splitBy: String?
    var titles: [String]?
    var headers: [String: String]
    var codes: [String: [String: String]]
  }

  enum Dates: String, Decodable {
    case dayFirstTime = "day-first-time"
    case isoTime = "iso-time"
    case monthFirst = "month-first"
    case named
  }

  enum Delimiter: String, Decodable { case comma, semicolon, tab }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Suppliers")

  init(_ name: String) throws {
    self = try JSONDecoder().decode(
      Self.self, from: Data(contentsOf: Self.folder.appending(path: "\(name).json")))
  }

  /// Writes every extract of the example council as the supplier would, faults and all.
  func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (dataset, form) in files {
      let path = "\(ExampleCouncil.input("exampleshire"))/\(dataset).csv"
      // A planted fault is no UTF-8: every byte is one character here, and the same byte again when written.
      let text = try Data(contentsOf: URL(filePath: path)).map { Character(Unicode.Scalar($0)) }
      let marked = text.starts(with: "\u{EF}\u{BB}\u{BF}") ? Array(text.dropFirst(3)) : text
      let rows = Self.rows(marked)
      let header = rows[0]
      let split = form.splitBy.flatMap { header.firstIndex(of: $0) }
      var tables: [String: [[String]]] = [:]
      for row in rows.dropFirst() {
        let key = split.map { row[$0] } ?? ""
        tables[key, default: []].append(
          row.enumerated().map { place, value in
            let column = place < header.count ? header[place] : ""
            let texts = form.codes[column] ?? codes[column] ?? [:]
            return day(texts[value] ?? value)
          })
      }
      for (key, table) in tables {
        let lines =
          (form.titles ?? []) + [line(header.map { form.headers[$0] ?? $0 })] + table.map(line)
        let bytes = lines.joined(separator: "\r\n").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        try Data(bytes + Array("\r\n".utf8)).write(
          to: folder.appending(path: form.file.replacing("TEAM", with: key)))
      }
    }
  }

  private func line(_ cells: [String]) -> String {
    let mark: Character =
      switch delimiter {
      case .comma: ","
      case .semicolon: ";"
      case .tab: "\t"
      }
    return cells.map { cell in
      let isPlain = !cell.contains { $0 == mark || $0 == "\"" || $0.isNewline }
      return isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }.joined(separator: String(mark))
  }

  /// A day of the example in the supplier's form; anything else as it is.
  private func day(_ text: String) -> String {
    let whole = text.hasSuffix(" 00:00") ? text.dropLast(6) : text[...]
    let parts = whole.split { $0 == "/" || $0 == "-" }
    guard parts.count == 3, whole.utf8.count == 10, whole.utf8.allSatisfy({ $0 <= UInt8(ascii: "9") }) else {
      return text
    }
    let (day, month, year) =
      whole.contains("/") ? (parts[0], parts[1], parts[2]) : (parts[2], parts[1], parts[0])
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard let number = Int(month), (1...12).contains(number), let date = Int(day), (1...31).contains(date)
    else { return text }
    return switch dates {
    case .dayFirstTime: "\(day)/\(month)/\(year) 00:00:00"
    case .isoTime: "\(year)-\(month)-\(day)T00:00:00.000"
    case .monthFirst: "\(month)/\(day)/\(year)"
    case .named: "\(day)-\(names[number - 1])-\(year)"
    }
  }

  private static func rows(_ text: [Character]) -> [[String]] {
    var (rows, row, cell): ([[String]], [String], String) = ([], [], "")
    var isQuoted = false
    var place = 0
    while place < text.count {
      let character = text[place]
      place += 1
      if isQuoted {
        if character == "\"", place < text.count, text[place] == "\"" {
          cell.append(character)
          place += 1
        } else if character == "\"" {
          isQuoted = false
        } else {
          cell.append(character)
        }
      } else if character == "\"", cell.isEmpty {
        isQuoted = true
      } else if character == "," {
        row.append(cell)
        cell = ""
      } else if character == "\n" {
        rows.append(row + [cell])
        (row, cell) = ([], "")
      } else if character != "\r" {
        cell.append(character)
      }
    }
    if !cell.isEmpty || !row.isEmpty { rows.append(row + [cell]) }
    return rows
  }
}
