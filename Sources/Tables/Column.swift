/// One field of many cases, typed: days as day numbers, codes as small integers, text only where it is needed.
///
/// Every kind has its own way of saying "missing", so that a column is one flat array.
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
  /// Nothing asked for this field, so it was not kept, or the extract does not have it.
  case absent

  // Computed, so that loops in other modules see numbers and not a global to be asked for.
  @inlinable package static var missingNumber: Int32 { .min }
  @inlinable package static var missingDecimal: Int64 { .min }
  @inlinable package static var missingCode: UInt16 { .max }
  @inlinable package static var unmappedCode: UInt16 { .max - 1 }
  @inlinable package static var missingFlag: Int8 { -1 }

  /// A text's bytes, as the extract has them; none where it is missing, or the column is not of texts.
  package func text(_ row: Int) -> ArraySlice<UInt8> {
    if case .text(let texts) = self { texts.bytes[texts.range(row)] } else { [] }
  }
}

/// Texts laid end to end in one array of bytes.
package struct StringColumn: Sendable {
  package var bytes: [UInt8]
  /// Where each text ends in `bytes`; it starts where the one before ends.
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
