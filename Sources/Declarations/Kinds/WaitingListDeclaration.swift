/// A list of people who wait, as measures that must agree with each other: one file in `data/waiting-lists/`.
///
/// Its counts are those of measures, so that a list never shows another number than the tables do; its waits are
/// taken from the cases by three days.
package struct WaitingListDeclaration: Decodable, Sendable {
  package var waitingList: Located<String>
  package var title: String
  package var dataset: Located<String>
  /// The count of those waiting on a day.
  package var open: Located<String>
  /// The count of those who joined in a period.
  package var joined: Located<String>
  /// The count of those whose wait came to its end in a period.
  package var completed: Located<String>
  /// The count of those who left otherwise, where there are any: their wait is known only up to that day.
  package var leftOtherwise: Located<String>?
  /// The median wait of the completed, and of those still waiting: two series that are never mixed.
  package var completedWait: Located<String>
  package var currentWait: Located<String>
  /// The breakdown of `open` by length of wait.
  package var bands: Located<String>
  /// Expressions that give the day a case joined, the day it was completed, and the day it left otherwise.
  package var joinedOn: Located<String>
  package var completedOn: Located<String>
  package var leftOn: Located<String>?
  package var why: String
  package var source: String

  /// The measures that it is made of.
  package var measures: [Located<String>] {
    [open, joined, completed] + [leftOtherwise].compactMap(\.self) + [completedWait, currentWait]
  }

  /// The expressions that give its days.
  package var days: [Located<String>] { [joinedOn, completedOn] + [leftOn].compactMap(\.self) }
}

extension WaitingListDeclaration: Declaration {
  package static let kind = "waiting list"
  package static let purpose = "A list of people who wait: who joined, who left, who is on it, and how long."
  package var id: Located<String> { waitingList }
}
