package import Declarations
package import Findings
import Tables

/// Which of a file's columns is which of the dataset's fields.
package struct HeaderMatch: Sendable {
  /// For each column of the file, the position of its field, or nil where it is passed over.
  package var columns: [Int?]
  /// Names of the dataset's fields that the file does not have; none of them is required.
  package var absentFields: Set<String>
  package var findings: [Finding]

  /// Whether the file can be read at all.
  package var isUsable: Bool { !findings.contains { $0.effect == .refusesFile } }

  /// A header is a field's name or one of its synonyms; case, spaces, `_` and `-` do not count.
  ///
  /// Finds FILE-004 unknown columns, FILE-005 missing required columns, FILE-009 a field given twice.
  package init(_ header: [String], of dataset: Dataset, at location: Location) {
    var positions: [String: Int] = [:]
    for (position, field) in dataset.fields.enumerated() {
      for name in field.synonyms ?? [] where positions[folding(name)] == nil {
        positions[folding(name)] = position
      }
    }
    // A field's own name is never taken by another's synonym.
    for (position, field) in dataset.fields.enumerated() { positions[folding(field.field.value)] = position }

    columns = header.map { positions[folding($0)] }
    findings = []
    let given = Set(columns.compactMap(\.self))
    let names = dataset.fields.map(\.field.value)
    absentFields = Set(names.indices.filter { !given.contains($0) }.map { names[$0] })
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
        let looked = ([names[position]] + (field.synonyms ?? [])).map { "'\($0)'" }.joined(separator: ", ")
        findings.append(
          Finding(
            "FILE-005", effect: .refusesFile, "no column for the required field '\(names[position])'",
            hint: "looked for \(looked); rename a column, or add its name to the field's synonyms",
            location: location, field: names[position]))
      }
    }
    let missing = names.indices.filter { !given.contains($0) }.map { names[$0] }
    for (index, column) in header.enumerated() where columns[index] == nil {
      findings.append(Self.unknown(column, index, missing: missing, location))
    }
  }

  private static func unknown(_ column: String, _ index: Int, missing: [String], _ location: Location)
    -> Finding
  {
    guard !column.isEmpty else {
      return Finding(
        "FILE-004", severity: .note, effect: .reports, "column \(index + 1) has no name and is passed over",
        location: location)
    }
    let close = nearest(column, in: missing)
    return Finding(
      "FILE-004", severity: close == nil ? .note : .warning, effect: .reports,
      "column '\(column)' is not a field of the dataset and is passed over",
      hint: close.map { "did you mean '\($0)'?" }, location: location)
  }
}

private func folding(_ name: String) -> String {
  name.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
}
