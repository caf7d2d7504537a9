/// One field of many cases, typed: days as day numbers, codes as small integers, text only where needed.
///
/// Every kind has its own mark for missing, so that a column is one flat array.
package enum Column: Sendable {
  /// Day numbers from 1970-01-01; `Column.missingNumber` where missing.
  case days([Int32])
  /// Whole numbers; `Column.missingNumber` where missing.
  case integers([Int32])
  /// Whole numbers of the field's last decimal place; `Column.missingDecimal` where missing.
  case decimals([Int64])
  /// Positions in the field's dictionary; `Column.missingCode` where missing, `unmappedCode` where unknown.
  case codes([UInt16])
  /// 0 or 1; `Column.missingFlag` where missing.
  case flags([Int8])
  /// Identifiers and other text; empty where missing.
  case text(StringColumn)
  /// A field that nothing reads and that was not kept, or that the extract does not have.
  case absent

  // Computed, so that loops in other modules have constants and do not load a global.
  @inlinable package static var missingNumber: Int32 { .min }
  @inlinable package static var missingDecimal: Int64 { .min }
  @inlinable package static var missingCode: UInt16 { .max }
  @inlinable package static var unmappedCode: UInt16 { .max - 1 }
  @inlinable package static var missingFlag: Int8 { -1 }

  /// A text's bytes as in the extract; empty where it is missing or the column has no texts.
  package func text(_ row: Int) -> ArraySlice<UInt8> {
    if case .text(let texts) = self { texts.bytes[texts.range(row)] } else { [] }
  }
}

/// Texts laid end to end in one array of bytes.
package struct StringColumn: Sendable {
  package var bytes: [UInt8]
  /// The end of each text in `bytes`. It starts where the one before ends.
  package var ends: [UInt32]

  package init(bytes: [UInt8] = [], ends: [UInt32] = []) {
    self.bytes = bytes
    self.ends = ends
  }

  package var count: Int { ends.count }

  package func range(_ row: Int) -> Range<Int> {
    (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])
  }

  package func isEmpty(_ row: Int) -> Bool { range(row).isEmpty }

  package subscript(row: Int) -> String { String(decoding: bytes[range(row)], as: UTF8.self) }

  package mutating func append(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(UInt32(bytes.count))
  }
}
