extension CaseTable {
  /// Joins the readings of a dataset's files into one table, in order.
  ///
  /// Each batch has its own numbers for the values of open code lists. Here they get one sorted dictionary, so that the
  /// same cases have the same codes however the files were cut.
  package static func joining(
    _ readings: [ExtractReading], dataset: String, fields: [FieldPlan], sources: [String],
    absentFields: Set<String>
  ) -> CaseTable {
    var batches: [RecordBatch] = []
    var found: [[[[UInt8]]]] = []
    for reading in readings {
      batches += reading.batches
      found += reading.found
    }
    let dictionaries = fields.indices.map { field -> [String] in
      switch fields[field].kind {
      case .code(let codes): return codes.map(\.code)
      case .openCode:
        let uses = readings.compactMap { field < $0.codeUses.count ? $0.codeUses[field] : nil }
        let dictionary = OpenDictionary(found.map { $0[field] }, uses)
        for index in batches.indices {
          batches[index].renumber(field, by: found[index][field].map(dictionary.code))
        }
        return dictionary.values
      default: return []
      }
    }
    return CaseTable(
      dataset: dataset, fields: fields.map(\.name), dictionaries: dictionaries, sources: sources,
      batches: batches, absentFields: absentFields)
  }
}

/// The values of an open code list over all batches, sorted by their bytes.
private struct OpenDictionary {
  private(set) var values: [String] = []
  /// Only looked up. Texts that are equal in Unicode (`é` composed or not) share a code, as do spellings of one value.
  private var codes: [String: UInt16] = [:]

  init(_ found: [[[UInt8]]], _ uses: [CodeUses]) {
    let names = OpenValues(found, uses)
    for value in names.values where values.count < Int(Column.unmappedCode) {
      codes[value] = UInt16(values.count)
      values.append(value)
    }
    for (text, value) in names.others { codes[text] = codes[value] }
  }

  func code(_ bytes: [UInt8]) -> UInt16 {
    codes[String(decoding: bytes, as: UTF8.self)] ?? Column.unmappedCode
  }
}

/// The values of an open code list. Spellings that differ only in case, spaces or marks are one value.
package struct OpenValues {
  /// By their bytes.
  package private(set) var values: [String] = []
  /// The other spellings, each with its value.
  package private(set) var others: [String: String] = [:]

  /// The most frequent spelling is the value; among equals an ASCII one, then the first to occur.
  init(_ found: [[[UInt8]]], _ uses: [CodeUses]) {
    var seen: Set<[UInt8]> = []
    let distinct = found.joined().filter { seen.insert($0).inserted }
    var spellings: [String: [String]] = [:]
    var order: [String] = []
    for bytes in distinct {
      let key = Spelling.folded(bytes, keepsSpaces: true)
      if spellings[key] == nil { order.append(key) }
      spellings[key, default: []].append(String(decoding: bytes, as: UTF8.self))
    }
    let counts = order.count < distinct.count ? Self.counts(uses) : [:]
    for key in order {
      let texts = spellings[key] ?? []
      guard texts.count > 1 else {
        values += texts
        continue
      }
      func rank(_ text: String) -> (count: Int, isASCII: Int) {
        (counts[text] ?? 0, text.utf8.allSatisfy { $0 < 0x80 } ? 1 : 0)
      }
      var best = texts[0]
      for text in texts.dropFirst() where rank(text) > rank(best) { best = text }
      values.append(best)
      for text in texts where text != best { others[text] = best }
    }
    values.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func counts(_ uses: [CodeUses]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for use in uses.flatMap(\.texts) {
      let bytes = Array(use.text.utf8)
      let text = bytes.span.trimmed(0..<bytes.count)
      counts[String(decoding: bytes[text], as: UTF8.self), default: 0] += use.count
    }
    return counts
  }
}

extension RecordBatch {
  /// Renumbers the codes of a field by the table's dictionary. A value that did not fit it is a fault.
  fileprivate mutating func renumber(_ field: Int, by codes: [UInt16]) {
    guard case .codes(var values) = columns[field], !codes.isEmpty else { return }
    columns[field] = .absent
    var isAnyUnmapped = false
    do {
      let codes = codes.span
      var out = values.mutableSpan
      for row in 0..<out.count where out[row] < Column.unmappedCode {
        out[row] = codes[Int(out[row])]
        guard out[row] == Column.unmappedCode else { continue }
        isAnyUnmapped = true
        faults.append(CellFault(row: row, field: field, kind: .unknownCode))
      }
    }
    columns[field] = .codes(values)
    if isAnyUnmapped { faults.sort { ($0.row, $0.field) < ($1.row, $1.field) } }
  }
}
