import Tables

/// Some records of a table by the number of their key, in the order of the table.
struct RecordsByKey: Sendable {
  struct Place: Sendable {
    var segment: Int32
    var row: Int32
  }

  /// Where the places of each key start; the last is where they end.
  private let starts: [Int32]
  private let places: [Place]

  /// - Parameters:
  ///   - keys: each row's, from 0; `LinkNumbers.missing` leaves a row out.
  ///   - rows: 1 for those that are asked for.
  ///   - count: how many keys there are.
  init(_ keys: LinkNumbers.Rows, among rows: [[UInt8]], count: Int) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for segment in keys.indices { Self.count(keys[segment], rows[segment], &starts) }
    for key in 0..<count { starts[key + 1] += starts[key] }
    var next = starts
    var places = [Place](repeating: Place(segment: 0, row: 0), count: Int(starts[count]))
    for segment in keys.indices { Self.place(keys[segment], rows[segment], segment, &next, &places) }
    self.starts = starts
    self.places = places
  }

  func hasNone(_ key: Int) -> Bool { starts[key] == starts[key + 1] }

  subscript(key: Int) -> ArraySlice<Place> { places[Int(starts[key])..<Int(starts[key + 1])] }

  private static func count(_ keys: [Int32], _ rows: [UInt8], _ starts: inout [Int32]) {
    let (keys, rows) = (keys.span, rows.span)
    var out = starts.mutableSpan
    for row in 0..<rows.count where rows[row] == 1 && keys[row] != LinkNumbers.missing {
      out[Int(keys[row]) + 1] += 1
    }
  }

  private static func place(
    _ keys: [Int32], _ rows: [UInt8], _ segment: Int, _ next: inout [Int32], _ places: inout [Place]
  ) {
    let (keys, rows) = (keys.span, rows.span)
    var at = next.mutableSpan
    var out = places.mutableSpan
    for row in 0..<rows.count where rows[row] == 1 && keys[row] != LinkNumbers.missing {
      let key = Int(keys[row])
      out[Int(at[key])] = Place(
        segment: Int32(truncatingIfNeeded: segment), row: Int32(truncatingIfNeeded: row))
      at[key] += 1
    }
  }
}
