/// A table's keys where all are numbers after the same prefix, and close enough for each number to have a bit.
///
/// Each worker marks the numbers of its rows, and tells those that it meets again or that another has too. Only rows with one of
/// these are looked at again, where they are few.
struct SerialKeys: Sendable {
  /// For each batch, its keys; nil where no row has one.
  private let batches: [SerialTexts?]
  private let starts: [Int]
  private let least: UInt64
  private let range: Int

  /// Beyond so many bits a row for each worker's numbers, hashes take less.
  private static let mostBits = 4
  /// Each takes bits of its own.
  private static let mostWorkers = 4

  /// nil where the keys are anything else.
  init?(_ table: CaseTable, fields: [Int]) {
    guard fields.count == 1 else { return nil }
    var batches: [SerialTexts?] = []
    for batch in table.batches {
      switch batch.columns[fields[0]] {
      case .serials(let texts): batches.append(texts)
      case .text(let texts) where texts.bytes.isEmpty: batches.append(nil)
      default: return nil
      }
    }
    let known = batches.compactMap(\.self)
    guard let first = known.first, known.allSatisfy({ $0.isLike(first) }) else { return nil }
    var (least, most) = (first.least, first.least)
    for texts in known {
      least = min(least, texts.least)
      most = max(most, texts.least + UInt64(texts.span))
    }
    var starts = [0]
    for batch in table.batches { starts.append(starts[starts.count - 1] + batch.rowCount) }
    guard most - least < UInt64(Self.mostBits * starts[starts.count - 1]) else { return nil }
    (self.batches, self.starts, self.least) = (batches, starts, least)
    range = Int(most - least) + 1
  }

  /// Where more than one row of so many repeats another, as in an extract that came twice, cores share the work better by hashes.
  private static let fewRepeats = 16

  /// Every row whose key an earlier row has, by batch and row, and the number in the table of the first row that has it; nil
  /// where they are many.
  func repeats(among accepted: [[UInt8]]?) -> [KeyRepeat]? {
    let workers = min(processorCount, Self.mostWorkers, batches.count)
    let found = parallelMap(workers) { worker -> Marks in
      let own = batches.count * worker / workers..<batches.count * (worker + 1) / workers
      var marks = Marks(count: range)
      for batch in own { mark(batch, accepted?[batch], &marks) }
      return marks
    }
    let repeated = Marks.repeated(found, count: range)
    let count = found.reduce(repeated.reduce(0) { $0 + $1.nonzeroBitCount }) { $0 + $1.again.count }
    guard count > 0 else { return [] }
    guard count <= starts[starts.count - 1] / Self.fewRepeats else { return nil }
    let rows = parallelMap(batches.count) { numbers(ofBatch: $0, among: repeated, accepted?[$0]) }
    var firsts: [Int: Int] = [:]
    var out: [KeyRepeat] = []
    for (batch, rows) in rows.enumerated() {
      for (row, number) in rows {
        if let first = firsts[number] {
          out.append(KeyRepeat(batch: batch, row: row, first: first))
        } else {
          firsts[number] = starts[batch] + row
        }
      }
    }
    return out
  }

  private func mark(_ batch: Int, _ accepted: [UInt8]?, _ marks: inout Marks) {
    guard let texts = batches[batch] else { return }
    let base = Int(texts.least - least)
    let offsets = texts.offsets.span
    if let accepted {
      marks.take(offsets, from: base, among: accepted.span)
    } else {
      marks.take(offsets, from: base, among: [UInt8](repeating: 1, count: offsets.count).span)
    }
  }

  /// A batch's rows whose number is set, with the numbers.
  private func numbers(
    ofBatch batch: Int, among repeated: [UInt64], _ accepted: [UInt8]?
  ) -> [(row: Int, number: Int)] {
    guard let texts = batches[batch] else { return [] }
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

/// A bit for each number that was met, and the numbers that were met again.
private struct Marks: Sendable {
  private var seen: [UInt64]
  private(set) var again: [Int] = []

  init(count: Int) { seen = [UInt64](repeating: 0, count: Self.words(count)) }

  private static func words(_ count: Int) -> Int { (count + 63) / 64 }

  mutating func take(_ offsets: Span<UInt32>, from base: Int, among accepted: Span<UInt8>) {
    Self.take(offsets, from: base, among: accepted, &seen, &again)
  }

  private static func take(
    _ offsets: Span<UInt32>, from base: Int, among accepted: Span<UInt8>, _ seenWords: inout [UInt64],
    _ again: inout [Int]
  ) {
    var seen = seenWords.mutableSpan
    for row in 0..<min(offsets.count, accepted.count)
    where offsets[row] != SerialTexts.missing && accepted[row] == 1 {
      let number = base &+ Int(offsets[row])
      let bit = 1 as UInt64 &<< UInt64(truncatingIfNeeded: number & 63)
      let before = seen[number >> 6]
      seen[number >> 6] = before | bit
      if before & bit != 0 { again.append(number) }
    }
  }

  /// A bit for each number that some of them met again, or that two of them met.
  static func repeated(_ all: [Marks], count: Int) -> [UInt64] {
    var repeated = [UInt64](repeating: 0, count: words(count))
    for marks in all {
      for number in marks.again { repeated[number >> 6] |= 1 &<< UInt64(truncatingIfNeeded: number & 63) }
    }
    for (place, marks) in all.enumerated() {
      for other in all[..<place] { meet(marks.seen.span, other.seen.span, &repeated) }
    }
    return repeated
  }

  private static func meet(_ a: Span<UInt64>, _ b: Span<UInt64>, _ words: inout [UInt64]) {
    var out = words.mutableSpan
    for word in 0..<min(out.count, min(a.count, b.count)) { out[word] |= a[word] & b[word] }
  }
}
