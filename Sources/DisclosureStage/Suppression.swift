import Artefacts
import Declarations
import Statistics

/// Chooses rows to hide so that no small count can be worked out from the others.
///
/// First it hides every small count, and every row that was hidden in earlier publications. Then, while one of them
/// cannot be shown to keep enough values, it also hides the closest row that loses least. Last, it shows again each row
/// hidden for another's sake if everything stays protected: no hidden row could be shown alone. The result is not always
/// the smallest possible set, which is a hard problem (Kelly, Golden and Assad 1992).
struct Suppression {
  let tables: PrintedTables
  /// The true count of each cell of `tables`; nil where it is not known here.
  let truth: [Int?]
  /// Rows that were hidden in an earlier publication of the same count.
  var kept: Set<Int> = []

  struct Outcome {
    /// Positions of hidden rows.
    var hidden: Set<Int> = []
    /// Those hidden because their own count is small.
    var primary: Set<Int> = []
    /// Those that are left out altogether, because earlier publications would give them away.
    var withheld: Set<Int> = []
    /// Counts that cannot be shown to be protected, whatever is hidden.
    var exposures: [Exposure] = []
  }

  /// - Parameter isSecondaryAllowed: false to see the effect of primary suppression alone.
  func outcome(isSecondaryAllowed: Bool = true) -> Outcome {
    let primary = Set(tables.rows.indices.filter(isSmall))
    var out = Outcome(hidden: primary.union(kept), primary: primary)
    guard var protection = Protection(tables, hidden: out.hidden, truth: truth) else {
      // The printed figures contradict each other, so nothing can be shown to be safe.
      out.exposures = primary.sorted().compactMap { Exposure(tables.rows[$0], tables) }
      return out
    }
    let open = tables.rowsLinkedToTonight
    var queue = out.hidden.sorted().flatMap { protection.needs(of: $0) }
    queue += open.filter { !out.hidden.contains($0) }.flatMap { protection.needs(of: $0) }
    // Earlier publications only, without current figures.
    var record: Protection?
    var learnt: Set<Protection.Need> = []
    func isSmaller(_ row: Int, _ other: Int) -> Bool {
      (protection.size(row), row) < (protection.size(other), other)
    }
    var next = 0
    while next < queue.count {
      let need = queue[next]
      next += 1
      while !protection.meets(need) {
        if tables.rows[need.row].hidden == nil {
          // A value that cannot be shown without current figures either is not given away by them.
          if record == nil { record = protection.withoutTonight() }
          if learnt.insert(need).inserted, let found = record?.learn(need),
            protection.start(from: found, for: need)
          {
            continue
          }
          let rows = isSecondaryAllowed ? protection.rowsAgainst(need) : []
          if let row = rows.filter({ protection.canBeHidden($0, truth) }).min(by: isSmaller) {
            protection.hide(row)
            queue += protection.needs(of: row)
          } else if let row = rows.min(by: isSmaller) {
            protection.withhold(row)
          } else {
            break
          }
        } else if isSecondaryAllowed, let row = protection.nextToHide(for: need, truth: truth) {
          protection.hide(row)
          queue += protection.needs(of: row)
        } else if isSecondaryAllowed, let row = protection.nextToWithhold(for: need) {
          protection.withhold(row)
        } else {
          out.exposures.append(Exposure(need, protection))
          break
        }
      }
    }
    if out.exposures.isEmpty {
      func largestFirst(_ rows: Set<Int>) -> [Int] {
        rows.sorted { (protection.size($0), $0) > (protection.size($1), $1) }
      }
      for row in largestFirst(protection.withheld) { _ = protection.bringBack(row, truth: truth) }
      for row in largestFirst(protection.hidden.subtracting(out.hidden).subtracting(protection.withheld)) {
        _ = protection.show(row)
      }
    }
    out.withheld = protection.withheld
    out.hidden = protection.hidden
    return out
  }

  /// Whether a row would print, or give away, a count that the policy hides.
  private func isSmall(_ index: Int) -> Bool {
    let row = tables.rows[index]
    guard row.hidden != nil else { return false }
    let counts = [row.numerator, row.denominator].compactMap { $0.flatMap { truth[$0] } }
    if counts.contains(where: row.policy.hides) { return true }
    guard row.hasRemainder, counts.count == 2, counts[1] > counts[0] else { return false }
    return row.policy.hides(counts[1] - counts[0])
  }
}
