/// A waiting list, as measures that must agree with each other: one file in `data/waiting-lists/`.
///
/// Its counts are those of measures, so that a list never differs from the tables. Its waits are computed from three days
/// of each case.
package struct WaitingListDeclaration: Decodable, Sendable {
  package var waitingList: Located<String>
  package var title: String
  package var dataset: Located<String>
  package var open: Located<String>
  package var joined: Located<String>
  package var completed: Located<String>
  package var leftOtherwise: Located<String>?
  package var completedWait: Located<String>
  package var currentWait: Located<String>
  package var bands: Located<String>
  package var joinedOn: Located<String>
  package var completedOn: Located<String>
  package var leftOn: Located<String>?
  package var why: String
  package var source: String

  /// The measures that it uses.
  package var measures: [Located<String>] {
    [open, joined, completed] + [leftOtherwise].compactMap(\.self) + [completedWait, currentWait]
  }

  /// The expressions for its days.
  package var days: [Located<String>] { [joinedOn, completedOn] + [leftOn].compactMap(\.self) }
}

extension WaitingListDeclaration: Declaration {
  package static let kind = "waiting list"
  package static let purpose = "A list of people who wait: who joined, who left, who is on it, and how long."
  package var id: Located<String> { waitingList }
}
