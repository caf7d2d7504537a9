package import Artefacts
package import Declarations
package import Findings
import Tables

/// Which of a file's columns is which of the dataset's fields.
package struct HeaderMatch: Sendable {
  /// For each column of the file, the position of its field, or nil where it is ignored.
  package var columns: [Int?]
  /// What was decided of each column, for the report.
  package var readings: [ColumnReading]
  /// Names of the dataset's fields that the file does not have; none of them is required.
  package var absentFields: Set<String>
  package var findings: [Finding]

  /// Whether the file can be read at all.
  package var isUsable: Bool { !findings.contains { $0.effect == .refusesFile } }

  /// A header is a field's name, one of its synonyms or fits one of its patterns, in that order.
  ///
  /// Case, spaces, `_` and `-` do not count. Finds FILE-004 unknown columns, with the field a near miss may mean,
  /// FILE-005 missing required columns and FILE-009 a field given twice.
  package init(_ header: [String], of dataset: Dataset, at location: Location) {
    self.init(header, HeaderIndex(dataset), at: location)
  }

  init(_ header: [String], _ index: HeaderIndex, at location: Location) {
    let dataset = index.dataset
    let found = header.map { index.field($0) }
    columns = found.map { $0?.position }
    findings = []
    let given = Set(columns.compactMap(\.self))
    let names = dataset.fields.map(\.field.value)
    let missing = names.indices.filter { !given.contains($0) }
    absentFields = Set(missing.map { names[$0] })
    readings = zip(header, found).map { header, found in
      if let found { return ColumnReading(header: header, field: names[found.position], match: found.match) }
      return ColumnReading(
        header: header, near: index.near(header, among: missing).map { names[$0.position] })
    }
    for position in dataset.fields.indices {
      let field = dataset.fields[position]
      let headers = columns.indices.filter { columns[$0] == position }
      if headers.count > 1 {
        let list = headers.map { "column \($0 + 1) '\(header[$0])'" }.joined(separator: " and ")
        findings.append(
          Finding(
            "FILE-009", effect: .refusesFile, "\(list) are the same field, '\(names[position])'",
            hint: "remove or rename all but one", location: location, field: names[position]))
      } else if headers.isEmpty, field.required == true {
        let looked = index.headers(of: position).map { "'\($0)'" }.joined(separator: ", ")
        let near = readings.first { $0.near == names[position] }.map { "is it column '\($0.header)'? " } ?? ""
        findings.append(
          Finding(
            "FILE-005", effect: .refusesFile, "no column for the required field '\(names[position])'",
            hint: "\(near)looked for \(looked); rename a column, or add its name to the field's synonyms",
            location: location, field: names[position]))
      }
    }
    for (position, column) in header.enumerated() where columns[position] == nil {
      let near = index.near(column, among: missing)
      // A mapping says what is read: the others are in reading.json.
      if near == nil, index.isMapped { continue }
      findings.append(Self.unknown(column, position, near: near, location))
    }
  }

  /// Says nothing of columns that are read in another way, or were spoken of already.
  mutating func leaveUnsaid(_ positions: Set<Int>) {
    findings.removeAll { finding in
      finding.code == "FILE-004"
        && positions.contains { finding.message.hasPrefix("column \($0 + 1) has no name") }
    }
  }

  private static func unknown(
    _ column: String, _ index: Int, near: (position: Int, header: String)?, _ location: Location
  ) -> Finding {
    guard !column.isEmpty else {
      return Finding(
        "FILE-004", severity: .note, effect: .reports, "column \(index + 1) has no name and is ignored",
        location: location)
    }
    return Finding(
      "FILE-004", severity: near == nil ? .note : .warning, effect: .reports,
      "column '\(column)' is not a field of the dataset and is ignored",
      hint: near.map { "did you mean '\($0.header)'?" }, location: location)
  }
}

/// The headers that a dataset's fields go by, ready to look up.
package struct HeaderIndex: Sendable {
  let dataset: Dataset
  /// By folded header; only looked up.
  private var known: [String: (position: Int, match: ColumnReading.Match)] = [:]
  private var patterns: [(position: Int, parts: [String])] = []
  /// By field position, the headers that a mapping has for it in place of the dataset's.
  private var mapped: [Int: [String]] = [:]
  /// Whether a mapping says which columns are read, so that others need no mention.
  let isMapped: Bool

  /// - Parameter mapping: whose headers stand in place of the dataset's, and are no other field's.
  package init(_ dataset: Dataset, mapping: ExtractMapping? = nil) {
    self.dataset = dataset
    isMapped = mapping != nil
    for column in mapping?.columns ?? [] {
      guard let position = dataset.fields.firstIndex(where: { $0.field.value == column.field.value }) else {
        continue
      }
      mapped[position] = column.headers
    }
    // What the files cannot say is not read of a column that has the name of it.
    for held in mapping?.notHeld ?? [] {
      if let position = dataset.fields.firstIndex(where: { $0.field.value == held.field.value }) {
        mapped[position] = []
      }
    }
    for (position, field) in dataset.fields.enumerated() where mapped[position] == nil {
      for name in field.synonyms ?? [] where known[folding(name)] == nil {
        known[folding(name)] = (position, .synonym)
      }
      for pattern in field.patterns ?? [] {
        let parts = pattern.value.split(separator: "*", omittingEmptySubsequences: false)
        patterns.append((position, parts.map { folding(String($0)) }))
      }
    }
    // A field's own name is never taken by another's synonym.
    for (position, field) in dataset.fields.enumerated() where mapped[position] == nil {
      known[folding(field.field.value)] = (position, .exact)
    }
    for (position, headers) in mapped {
      for header in headers { known[folding(header)] = (position, .mapping) }
    }
  }

  package func field(_ header: String) -> (position: Int, match: ColumnReading.Match)? {
    let folded = folding(header)
    if let known = known[folded] { return known }
    let fitting = patterns.filter { fits(folded, $0.parts) }.map(\.position)
    // Two fields that a header fits are not guessed between.
    guard let first = fitting.first, fitting.allSatisfy({ $0 == first }) else { return nil }
    return (first, .pattern)
  }

  /// The field, among those the file lacks, that a header is a slip away from, and the header it then means.
  func near(_ header: String, among missing: [Int]) -> (position: Int, header: String)? {
    let names = missing.flatMap { position in headers(of: position).map { (position, $0) } }
    guard !header.isEmpty, let close = nearest(header, in: names.map(\.1)) else { return nil }
    return names.first { $0.1 == close }
  }

  func headers(of position: Int) -> [String] {
    mapped[position]
      ?? [dataset.fields[position].field.value] + (dataset.fields[position].synonyms ?? [])
  }
}

private func fits(_ text: String, _ parts: [String]) -> Bool {
  guard parts.count > 1, let first = parts.first, let last = parts.last else { return text == parts.first }
  guard text.hasPrefix(first), text.hasSuffix(last), text.count >= first.count + last.count else {
    return false
  }
  var rest = text.dropFirst(first.count).dropLast(last.count)
  for part in parts.dropFirst().dropLast() where !part.isEmpty {
    guard let range = rest.firstRange(of: part) else { return false }
    rest = rest[range.upperBound...]
  }
  return true
}

private func folding(_ name: String) -> String {
  var bytes: [UInt8] = []
  var isASCII = true
  var last: UInt8 = 0
  for byte in name.utf8 {
    // An escape of a workbook, `_x000D_`, is looked at with the characters that ASCII has not.
    isASCII = isASCII && byte < 0x80 && !(byte == 0x78 && last == 0x5F)
    last = byte
    // The white space of ASCII, and the two signs.
    if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || byte == 0x5F || byte == 0x2D { continue }
    bytes.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
  }
  if isASCII { return String(decoding: bytes, as: UTF8.self) }
  return Spelling.folded(Array(name.utf8)).filter { $0 != "_" && $0 != "-" }
}
