package import Findings
package import Periods

/// What one run leaves for the next to be compared with: counts, and marks of records, but no record.
///
/// It is written to `restricted/previous.json`, since marks of keys are as good as the keys to whoever has a list.
package struct RunMemory: Sendable, Hashable {
  /// The as-of day of the run that it is of.
  package var asOf: Day
  /// By rule code: each rule of kind `run` remembers what it asks about.
  package var kept: [FindingCode: Kept]

  package struct Kept: Sendable, Hashable {
    /// Records by month, as `2026-10`.
    package var months: [String: Int]
    /// Marks of keys, rising.
    package var keys: [UInt64]
    /// Values seen, in this run or any before it, sorted.
    package var values: [String]

    package init(months: [String: Int] = [:], keys: [UInt64] = [], values: [String] = []) {
      self.months = months
      self.keys = keys
      self.values = values
    }
  }

  package init(asOf: Day, kept: [FindingCode: Kept] = [:]) {
    self.asOf = asOf
    self.kept = kept
  }
}
