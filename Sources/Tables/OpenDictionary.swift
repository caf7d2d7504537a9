extension CaseTable {
  /// The table of one dataset from the readings of its files, in their order.
  ///
  /// Each segment numbered the values of open code lists as it met them; here they get one sorted dictionary, so that
  /// the same cases give the same codes however the files were cut.
  package static func joining(
    _ readings: [ExtractReading], dataset: String, fields: [FieldPlan], sources: [String],
    absentFields: Set<String>
  ) -> CaseTable {
    var segments: [Segment] = []
    var found: [[[[UInt8]]]] = []
    for reading in readings {
      segments += reading.segments
      found += reading.found
    }
    let dictionaries = fields.indices.map { field -> [String] in
      switch fields[field].kind {
      case .code(let codes): return codes.map(\.code)
      case .openCode:
        let dictionary = OpenDictionary(found.map { $0[field] })
        for index in segments.indices {
          segments[index].renumber(field, by: found[index][field].map(dictionary.code))
        }
        return dictionary.values
      default: return []
      }
    }
    return CaseTable(
      dataset: dataset, fields: fields.map(\.name), dictionaries: dictionaries, sources: sources,
      segments: segments, absentFields: absentFields)
  }
}

/// The values of an open code list over all segments, sorted by their bytes.
private struct OpenDictionary {
  private(set) var values: [String] = []
  /// Only looked up. Texts that Unicode holds equal (`é` composed or not) share a code.
  private var codes: [String: UInt16] = [:]

  init(_ found: [[[UInt8]]]) {
    let distinct = Set(found.joined()).sorted { $0.lexicographicallyPrecedes($1) }
    for bytes in distinct {
      let value = String(decoding: bytes, as: UTF8.self)
      guard codes[value] == nil, values.count < Int(Column.unmappedCode) else { continue }
      codes[value] = UInt16(values.count)
      values.append(value)
    }
  }

  func code(_ bytes: [UInt8]) -> UInt16 {
    codes[String(decoding: bytes, as: UTF8.self)] ?? Column.unmappedCode
  }
}

extension Segment {
  /// Gives the codes of a field their numbers in the table's dictionary; those it had no room for are faults.
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
