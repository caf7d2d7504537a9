import Artefacts
import Declarations
import Periods
import Tables

/// Finds, for one dataset and two runs, why each case came into a count or left it.
struct CaseDiff {
  let old: CaseLedger
  let new: CaseLedger
  /// For each case of the new ledger its position in the old one, and the reverse; −1 where it has none.
  let oldOf: [Int]
  let newOf: [Int]
  let oldAsOf: Day
  let isLate: Bool
  let rulesChanged: Bool

  init(_ old: CaseLedger, _ new: CaseLedger, oldAsOf: Day, isLate: Bool, rulesChanged: Bool) {
    self.old = old
    self.new = new
    self.oldAsOf = oldAsOf
    self.isLate = isLate
    self.rulesChanged = rulesChanged
    oldOf = new.keys.map { old.position(of: $0) ?? -1 }
    newOf = old.keys.map { new.position(of: $0) ?? -1 }
  }

  /// What is known of one count in both runs.
  struct Setting {
    var before: FigureBook.Place
    var after: FigureBook.Place
    var definitionChanged: Bool
    var isSamePeriod: Bool
    /// For cases found by linkage: the people whose records changed in the datasets that it reads.
    var changedPeople: Set<UInt64> = []
    /// The fields of its own record that decide whether a case counts; nil where they are not known.
    var reads: Set<String>?
  }

  func count(_ setting: Setting) -> Movement.Count {
    setting.after.countsPeople && setting.before.countsPeople
      ? countOfPeople(setting) : countOfCases(setting)
  }

  func wasCounted(_ position: Int, _ setting: Setting) -> Bool {
    position >= 0 && old.isCounted(position, in: setting.before.position)
  }

  func isCounted(_ position: Int, _ setting: Setting) -> Bool {
    position >= 0 && new.isCounted(position, in: setting.after.position)
  }

  private func countOfCases(_ setting: Setting) -> Movement.Count {
    var moves = Moves()
    for position in new.indices where isCounted(position, setting) {
      moves.after += 1
      if !wasCounted(oldOf[position], setting) {
        moves.entered[entering(position, setting), default: 0] += 1
      }
    }
    for position in old.indices where wasCounted(position, setting) {
      moves.before += 1
      if !isCounted(newOf[position], setting) { moves.left[leaving(position, setting), default: 0] += 1 }
    }
    return moves.count
  }

  /// A person comes in with their first case to do so, and leaves with their last. Of several reasons, the first in
  /// order.
  private func countOfPeople(_ setting: Setting) -> Movement.Count {
    var moves = Moves()
    var now: [UInt64: Movement.Reason?] = [:]
    var then: [UInt64: Movement.Reason?] = [:]
    for position in new.indices where isCounted(position, setting) {
      let reason = wasCounted(oldOf[position], setting) ? nil : entering(position, setting)
      Self.keep(reason, of: new.people[position], in: &now)
    }
    for position in old.indices where wasCounted(position, setting) {
      let reason = isCounted(newOf[position], setting) ? nil : leaving(position, setting)
      Self.keep(reason, of: old.people[position], in: &then)
    }
    moves.before = then.count
    moves.after = now.count
    // A case that now names another person has not moved, but its people have.
    for (person, reason) in now where then[person] == nil {
      moves.entered[reason ?? .otherCorrection, default: 0] += 1
    }
    for (person, reason) in then where now[person] == nil {
      moves.left[reason ?? .otherCorrection, default: 0] += 1
    }
    return moves.count
  }

  private static func keep(
    _ reason: Movement.Reason?, of person: UInt64, in people: inout [UInt64: Movement.Reason?]
  ) {
    guard let known = people[person] else {
      people[person] = .some(reason)
      return
    }
    guard let reason else { return }
    if known.map({ reason.order < $0.order }) ?? true { people[person] = .some(reason) }
  }

  func entering(_ position: Int, _ setting: Setting) -> Movement.Reason {
    guard oldOf[position] >= 0 else {
      if isLate { return .lateInput }
      let first = new.dates(at: position).filter { $0 != Column.missingNumber }.min()
      return first.map { $0 < oldAsOf.number } ?? false ? .backDated : .newCase
    }
    return changed(oldOf[position], position, setting)
  }

  func leaving(_ position: Int, _ setting: Setting) -> Movement.Reason {
    guard newOf[position] >= 0 else { return .removed }
    return changed(position, newOf[position], setting)
  }

  /// Why a case that both runs know counts in only one of them.
  func changed(_ before: Int, _ after: Int, _ setting: Setting) -> Movement.Reason {
    let isSameRecord = isSame(before, after)
    if old.isAccepted(before) != new.isAccepted(after) {
      return isSameRecord && rulesChanged ? .rules : .fate
    }
    if !isSameRecord {
      if isLate { return .lateInput }
      guard old.dateFields == new.dateFields else { return .otherCorrection }
      var filled: [Int32] = []
      var isOfOther = false
      let dates = zip(old.dateFields, zip(old.dates(at: before), new.dates(at: after)))
      for (field, (was, now)) in dates where was != now {
        guard setting.reads?.contains(field) ?? true else {
          isOfOther = true
          continue
        }
        guard was == Column.missingNumber else { return .correctedDates }
        filled.append(now)
      }
      guard let first = filled.min() else {
        // The changed day is one that the measure does not use, so the case moved because it grew older.
        return isOfOther && !setting.isSamePeriod ? .period : .otherCorrection
      }
      return first < oldAsOf.number ? .backDated : .event
    }
    // Time explains a record that counts on another day, unless the definition changed.
    if setting.definitionChanged { return .definition }
    if new.people[after] != 0, setting.changedPeople.contains(new.people[after]) { return .linked }
    return setting.isSamePeriod ? .definition : .period
  }

  private func isSame(_ before: Int, _ after: Int) -> Bool {
    old.fields != new.fields
      ? old.dates(at: before) == new.dates(at: after) : old.records[before] == new.records[after]
  }

  /// Everybody with a record that came, went or changed, or that was newly accepted or refused.
  var changedPeople: Set<UInt64> {
    var people: Set<UInt64> = []
    for position in new.indices {
      let before = oldOf[position]
      guard before >= 0 else {
        people.insert(new.people[position])
        continue
      }
      if old.isAccepted(before) != new.isAccepted(position) || !isSame(before, position) {
        people.formUnion([old.people[before], new.people[position]])
      }
    }
    for position in old.indices where newOf[position] < 0 {
      people.insert(old.people[position])
    }
    return people
  }
}

/// Collects the changes of a count.
private struct Moves {
  var before = 0
  var after = 0
  var entered: [Movement.Reason: Int] = [:]
  var left: [Movement.Reason: Int] = [:]

  var count: Movement.Count {
    Movement.Count(
      before: before, after: after,
      changes: Movement.Reason.allCases.compactMap { reason in
        let (entered, left) = (entered[reason] ?? 0, left[reason] ?? 0)
        return entered == 0 && left == 0 ? nil : Movement.Change(reason, entered: entered, left: left)
      })
  }
}

extension Movement.Reason {
  fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
