import Periods

/// An unbroken spell of long-term support for one person.
struct Spell: Sendable {
  var person: Int
  var began: Day
  var ended: Day?
}

/// One service, as it was really given.
struct Service: Sendable {
  enum Kind: UInt8, CaseIterable {
    case nursing, residential, community, reablement, lowLevel, otherShort, carer
    var isLongTerm: Bool { self == .nursing || self == .residential || self == .community }
  }
  enum Mechanism: UInt8, CaseIterable { case directPayment, managedBudget, commissioned }

  var id: Int
  var person: Int
  var team: Team
  var kind: Kind
  /// Position in the words for components; nil where it was not recorded.
  var component: Int?
  var mechanism: Mechanism?
  var began: Day
  var ended: Day?
  /// Position in the words for outcomes; nil while it runs.
  var outcome: Int?
  /// Position in the words for accommodation.
  var home: Int
  /// Pence a unit; nil where the council buys in blocks.
  var cost: Int?
  /// Hundredths of a unit a week.
  var units: Int?
  /// Whether another of the person's services, long-running and still open, started after it.
  var isOvershadowed = false
  /// Reablement, in one service, of somebody in long-term support from before it until now.
  var isBesideLongTerm = false
}
