/// Irregular shapes of a file's records that do not refuse them.
package struct RecordShapes: Sendable, Hashable {
  /// Fewer fields than the header: those missing at the end are read as blank.
  package fileprivate(set) var short = Sighting()
  /// More fields than the header, all of them blank.
  package fileprivate(set) var long = Sighting()
  /// Text after a closing quote.
  package fileprivate(set) var tailed = Sighting()
  /// Some of it follows `\"`, which some databases write for a quote inside quotes.
  package fileprivate(set) var hasBackslashes = false

  mutating func add(_ marks: RecordBlock.Marks, firstRow: Int) {
    for row in marks.longRows { long.note(firstRow + row) }
    for row in marks.tailedRows { tailed.note(firstRow + row) }
    hasBackslashes = hasBackslashes || marks.hasBackslashes
  }

  /// Adds those of a later segment.
  func adding(_ more: RecordShapes) -> RecordShapes {
    var sum = self
    (sum.short, sum.long) = (short.adding(more.short), long.adding(more.long))
    sum.tailed = tailed.adding(more.tailed)
    sum.hasBackslashes = hasBackslashes || more.hasBackslashes
    return sum
  }

  /// With lines in place of rows.
  func placed(_ line: (Int) -> Int) -> RecordShapes {
    var placed = self
    (placed.short, placed.long, placed.tailed) = (short.placed(line), long.placed(line), tailed.placed(line))
    return placed
  }
}

/// A record with fewer fields than the header, among the batches of a file.
struct ShortRecord: Sendable {
  var batch: Int
  var row: Int
  var fields: Int
  var isRead: Bool
}

extension ExtractReading {
  /// Decides, once all records are there, which of those with too few fields are read.
  ///
  /// Spreadsheets and converters leave out the delimiters after the last value of a line. But a line break in a text
  /// without quotes makes short records too, next to each other: two that could be parts of one are refused.
  ///
  /// - Parameter width: how many fields the header has.
  mutating func settleShortRecords(width: Int) {
    let all = shortRecords
    shortRecords = []
    var isPart = [Bool](repeating: false, count: all.count)
    for index in all.indices.dropFirst() where isNext(all[index], to: all[index - 1]) {
      guard all[index - 1].fields + all[index].fields <= width + 1 else { continue }
      (isPart[index - 1], isPart[index]) = (true, true)
    }
    var changed: Set<Int> = []
    for (index, record) in all.enumerated() where record.isRead {
      if isPart[index] {
        batches[record.batch].faults.append(CellFault(row: record.row, field: -1, kind: .ragged))
        changed.insert(record.batch)
      } else {
        shapes.short.note(batches[record.batch].line(ofRow: record.row))
      }
    }
    for index in changed { batches[index].faults.sort { ($0.row, $0.field) < ($1.row, $1.field) } }
  }

  private func isNext(_ record: ShortRecord, to before: ShortRecord) -> Bool {
    if record.batch == before.batch { return record.row == before.row + 1 }
    return record.batch == before.batch + 1 && record.row == 0
      && before.row == batches[before.batch].rowCount - 1
  }
}
