package import Findings
package import Periods

/// What one run keeps for the next to compare with: counts and marks of records, but no record.
///
/// It is written to `restricted/previous.json`, because somebody with a list of keys can recognise their marks.
package struct RunMemory: Sendable, Hashable {
  /// The run's as-of day.
  package var asOf: Day
  /// By rule code: what each rule of kind `run` keeps.
  package var kept: [FindingCode: Kept]

  package struct Kept: Sendable, Hashable {
    /// Records by month, such as `2026-10`.
    package var months: [String: Int]
    /// Marks of keys, rising.
    package var keys: [UInt64]
    /// The values seen in this run or any before it, sorted.
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
