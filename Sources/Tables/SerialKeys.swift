/// A table's keys where all are numbers after the same prefix, and close enough for each number to have a bit.
///
/// Each worker marks the numbers of its rows, and those that it meets again or that another has too. Only rows with one of
/// these, which are few or none, are looked at again.
struct SerialKeys: Sendable {
  /// For each segment, its keys; nil where no row has one.
  private let segments: [SerialTexts?]
  private let starts: [Int]
  private let least: UInt64
  private let range: Int

  /// Bits for a worker's numbers and as many for its repeats; beyond so many a row, hashes take less.
  private static let mostBits = 4
  /// Each takes bits of its own.
  private static let mostWorkers = 4

  /// nil where the keys are anything else.
  init?(_ table: CaseTable, fields: [Int]) {
    guard fields.count == 1 else { return nil }
    var segments: [SerialTexts?] = []
    for segment in table.segments {
      switch segment.columns[fields[0]] {
      case .serials(let texts): segments.append(texts)
      case .text(let texts) where texts.bytes.isEmpty: segments.append(nil)
      default: return nil
      }
    }
    let known = segments.compactMap(\.self)
    guard let first = known.first, known.allSatisfy({ $0.isLike(first) }) else { return nil }
    var (least, most) = (first.least, first.least)
    for texts in known {
      least = min(least, texts.least)
      most = max(most, texts.least + UInt64(texts.span))
    }
    var starts = [0]
    for segment in table.segments { starts.append(starts[starts.count - 1] + segment.rowCount) }
    guard most - least < UInt64(Self.mostBits * starts[starts.count - 1]) else { return nil }
    (self.segments, self.starts, self.least) = (segments, starts, least)
    range = Int(most - least) + 1
  }

  /// Every row whose key an earlier row has, by segment and row, and the number in the table of the first row that has it.
  func repeats(among accepted: [[UInt8]]?) -> [KeyRepeat] {
    let workers = min(processorCount, Self.mostWorkers, segments.count)
    let found = parallelMap(workers) { worker -> Marks in
      let own = segments.count * worker / workers..<segments.count * (worker + 1) / workers
      var marks = Marks(count: range)
      for segment in own { mark(segment, accepted?[segment], &marks) }
      return marks
    }
    var all = Marks(count: range)
    for marks in found { all.add(marks) }
    guard all.hasRepeats else { return [] }
    let repeated = all.repeated
    let rows = parallelMap(segments.count) { numbers(ofSegment: $0, among: repeated, accepted?[$0]) }
    var firsts: [Int: Int] = [:]
    var out: [KeyRepeat] = []
    for (segment, rows) in rows.enumerated() {
      for (row, number) in rows {
        if let first = firsts[number] {
          out.append(KeyRepeat(segment: segment, row: row, first: first))
        } else {
          firsts[number] = starts[segment] + row
        }
      }
    }
    return out
  }

  private func mark(_ segment: Int, _ accepted: [UInt8]?, _ marks: inout Marks) {
    guard let texts = segments[segment] else { return }
    let base = Int(texts.least - least)
    let offsets = texts.offsets.span
    if let accepted {
      marks.take(offsets, from: base, among: accepted.span)
    } else {
      marks.take(offsets, from: base, among: [UInt8](repeating: 1, count: offsets.count).span)
    }
  }

  /// A segment's rows whose number is set, with the numbers.
  private func numbers(
    ofSegment segment: Int, among repeated: [UInt64], _ accepted: [UInt8]?
  ) -> [(row: Int, number: Int)] {
    guard let texts = segments[segment] else { return [] }
    let base = Int(texts.least - least)
    let offsets = texts.offsets.span
    let set = repeated.span
    var out: [(row: Int, number: Int)] = []
    for row in 0..<offsets.count where offsets[row] != SerialTexts.missing {
      let number = base + Int(offsets[row])
      guard set[number >> 6] >> UInt64(number & 63) & 1 == 1, accepted.map({ $0[row] == 1 }) ?? true else {
        continue
      }
      out.append((row, number))
    }
    return out
  }
}

/// A bit for each number that was met, and one for each that was met again.
private struct Marks: Sendable {
  private var seen: [UInt64]
  private(set) var repeated: [UInt64]

  init(count: Int) {
    seen = [UInt64](repeating: 0, count: (count + 63) / 64)
    repeated = seen
  }

  var hasRepeats: Bool { repeated.contains { $0 != 0 } }

  mutating func take(_ offsets: Span<UInt32>, from base: Int, among accepted: Span<UInt8>) {
    Self.take(offsets, from: base, among: accepted, &seen, &repeated)
  }

  private static func take(
    _ offsets: Span<UInt32>, from base: Int, among accepted: Span<UInt8>, _ seenWords: inout [UInt64],
    _ repeated: inout [UInt64]
  ) {
    var seen = seenWords.mutableSpan
    for row in 0..<min(offsets.count, accepted.count)
    where offsets[row] != SerialTexts.missing && accepted[row] == 1 {
      let number = base &+ Int(offsets[row])
      let bit = 1 as UInt64 &<< UInt64(truncatingIfNeeded: number & 63)
      let before = seen[number >> 6]
      seen[number >> 6] = before | bit
      if before & bit != 0 { repeated[number >> 6] |= bit }
    }
  }

  mutating func add(_ other: Marks) {
    for word in seen.indices {
      repeated[word] |= other.repeated[word] | seen[word] & other.seen[word]
      seen[word] |= other.seen[word]
    }
  }
}
