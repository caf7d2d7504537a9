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
  /// Case, spaces and marks do not count (`Spelling.folded`). Finds FILE-043 a header that several fields go by, FILE-004 unknown columns, with the field a near miss may mean,
  /// FILE-005 missing required columns and FILE-009 a field given twice.
  package init(_ header: [String], of dataset: Dataset, at location: Location) {
    self.init(header, HeaderIndex(dataset), at: location)
  }

  /// - Parameter isRead: the columns without a field that are read in another way, or were reported already.
  init(_ header: [String], _ index: HeaderIndex, at location: Location, isRead: Set<Int> = []) {
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
      var reading = ColumnReading(
        header: header, near: index.near(header, among: missing).map { names[$0.position] })
      reading.candidates = index.candidates(header).map { names[$0] }
      if !reading.candidates.isEmpty { reading.near = nil }
      return reading
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
        let all = index.headers(of: position).map { "'\($0)'" }
        let more = all.count > Self.mostNames ? " and \(all.count - Self.mostNames) more" : ""
        let looked = all.prefix(Self.mostNames).joined(separator: ", ") + more
        let close = readings.first { $0.near == names[position] || $0.candidates.contains(names[position]) }
        let near = close.map { "is it column '\($0.header)'? " } ?? ""
        findings.append(
          Finding(
            "FILE-005", effect: .refusesFile, "no column for the required field '\(names[position])'",
            hint: "\(near)looked for \(looked); rename a column, or say in a mapping which it is",
            location: location, field: names[position]))
      }
    }
    for (position, column) in header.enumerated() where columns[position] == nil && !isRead.contains(position)
    {
      guard readings[position].candidates.isEmpty else {
        findings.append(ambiguity(of: readings[position], location))
        continue
      }
      let near = index.near(column, among: missing)
      // A mapping says what is read: the others are in reading.json.
      if near == nil, index.isMapped { continue }
      findings.append(Self.unknown(column, position, near: near, location))
    }
  }

  /// Names of a field that a hint lists.
  private static let mostNames = 8

  /// A header that several fields go by. The candidates that other columns are already are told with those columns.
  private func ambiguity(of column: ColumnReading, _ location: Location) -> Finding {
    let list = column.candidates.map { name in
      let taken = readings.first { $0.field == name }.map { " (which column '\($0.header)' is)" } ?? ""
      return "'\(name)'\(taken)"
    }.joined(separator: " or ")
    return Finding(
      "FILE-043", severity: .warning, effect: .reports,
      "column '\(column.header)' may be \(list): it is not read",
      hint: "say in a mapping which field it is; 'caretally init' writes one",
      location: location)
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
  /// By folded header, the fields that share it as a synonym.
  private var shared: [String: [Int]] = [:]
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
      for name in field.synonyms ?? [] {
        let folded = Spelling.folded(name)
        if let other = known[folded]?.position, other != position {
          shared[folded, default: [other]].append(position)
        } else {
          known[folded] = (position, .synonym)
        }
      }
      for pattern in field.patterns ?? [] {
        let parts = pattern.value.split(separator: "*", omittingEmptySubsequences: false)
        patterns.append((position, parts.map { Spelling.folded(String($0)) }))
      }
    }
    // A field's own name is never taken by another's synonym.
    for (position, field) in dataset.fields.enumerated() where mapped[position] == nil {
      known[Spelling.folded(field.field.value)] = (position, .exact)
    }
    for (position, headers) in mapped {
      for header in headers { known[Spelling.folded(header)] = (position, .mapping) }
    }
    for header in shared.keys where known[header]?.match == .synonym { known[header] = nil }
    shared = shared.filter { known[$0.key] == nil }
  }

  /// The fields that a header may be, if they are several: no column is read as one of them by chance.
  package func candidates(_ header: String) -> [Int] {
    let folded = Spelling.folded(header)
    if known[folded] != nil { return [] }
    if let shared = shared[folded] { return shared }
    let fitting = Set(patterns.filter { fits(folded, $0.parts) }.map(\.position))
    return fitting.count > 1 ? fitting.sorted() : []
  }

  package func field(_ header: String) -> (position: Int, match: ColumnReading.Match)? {
    let folded = Spelling.folded(header)
    if let known = known[folded] { return known }
    if shared[folded] != nil { return nil }
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
