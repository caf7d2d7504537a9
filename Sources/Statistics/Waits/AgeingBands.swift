/// Lengths of wait in bands, each named by its last day.
///
/// "Over 6 weeks" is more than 42 days, so day 42 is in the band below.
package struct AgeingBands: Sendable, Hashable {
  /// The last day of each band, except the open one at the end.
  package let lastDays: [Int]

  /// nil unless there is at least one day, and all rise from 0 or more.
  package init?(upTo lastDays: [Int]) {
    guard let first = lastDays.first, first >= 0, zip(lastDays.dropFirst(), lastDays).allSatisfy({ $0 > $1 })
    else { return nil }
    self.lastDays = lastDays
  }

  /// `0 to 42 days`, `43 to 84 days`, `85 days and over`.
  package var labels: [String] {
    let firsts = [0] + lastDays.map { $0 + 1 }
    let closed = zip(firsts, lastDays).map { $0 == $1 ? "\($0) days" : "\($0) to \($1) days" }
    return closed + ["\(firsts[lastDays.count]) days and over"]
  }

  /// The position of a wait's band, from 0; nil for a negative wait.
  package func band(of days: Int) -> Int? {
    days < 0 ? nil : lastDays.firstIndex { days <= $0 } ?? lastDays.count
  }

  /// How many waits are in each band; nil if any is negative, so that the counts always add up.
  package func counts(of waits: [Int]) -> [Int]? {
    var counts = [Int](repeating: 0, count: lastDays.count + 1)
    for days in waits {
      guard let band = band(of: days) else { return nil }
      counts[band] += 1
    }
    return counts
  }
}
