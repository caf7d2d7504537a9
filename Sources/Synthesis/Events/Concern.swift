import Periods

/// One safeguarding concern about one adult, as it really happened.
struct Concern: Sendable {
  enum Decision: UInt8, CaseIterable { case section42, otherEnquiry, advice, otherProcess, noAction }

  var id: Int
  var person: Int
  var team: Team
  var received: Day
  var triaged: Day?
  var decision: Decision?
  /// The enquiry it led to.
  var enquiry: Int?
  /// Whether it joined an enquiry that an earlier concern had led to.
  var isJoined = false
  var previous: Day?
  var reporter: Int
  var risk: Int
  var location: Int
  var source: Int
}

/// One safeguarding enquiry, as it really happened.
struct Enquiry: Sendable {
  enum RiskFound: UInt8, CaseIterable {
    case action, noAction, inconclusiveAction, inconclusiveNoAction, noneAction, noneNoAction, ceased
    var isIdentified: Bool { self == .action || self == .noAction }
  }
  enum RiskOutcome: UInt8, CaseIterable { case removed, reduced, remained }
  enum Capacity: UInt8, CaseIterable { case lacked, had, unknown, unrecorded }
  enum Asked: UInt8, CaseIterable { case expressed, notExpressed, notAsked, unknown, unrecorded }
  enum Achieved: UInt8, CaseIterable { case fully, partially, not }

  var id: Int
  /// The first concern that led to it.
  var concern: Int
  var person: Int
  var team: Team
  var isSection42: Bool
  var received: Day
  var triaged: Day
  /// The day it was opened: the day of the decision.
  var opened: Day
  var allocated: Day?
  var completed: Day?
  var riskFound: RiskFound?
  var riskOutcome: RiskOutcome?
  var capacity: Capacity?
  var hadAdvocate: Bool?
  var asked: Asked?
  var achieved: Achieved?
  var risk: Int
  var location: Int
  var source: Int
}
