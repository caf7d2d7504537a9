package import Periods
package import Statistics

/// A waiting list over one period. Its counts are readings; its waits come from the cases.
package struct CountedWaitingList: Sendable, Hashable {
  package var list: String
  package var title: String
  package var period: ReportingPeriod
  /// Cases on the list on the day before the period.
  package var opening: Reading.Key
  package var joined: Reading.Key
  package var completed: Reading.Key
  package var leftOtherwise: Reading.Key?
  /// Cases on the list on the period's last day.
  package var closing: Reading.Key
  package var completedWait: Reading.Key
  package var currentWait: Reading.Key
  /// Cases on the list on the last day, by how long they have waited.
  package var bands: [Reading.Key]
  package var balance: FlowBalance
  /// Days within which half of the waits end, counting those still waiting as at least as long; nil where fewer end.
  package var median: Int?
  /// The ends of its interval at 95%; nil where a limit never falls so far.
  package var medianLower: Int?
  package var medianUpper: Int?
  /// The share of waits that continue, by days waited; nil where there are no waits.
  package var curve: WaitCurve?

  package init(
    list: String, title: String, period: ReportingPeriod, opening: Reading.Key, joined: Reading.Key,
    completed: Reading.Key, leftOtherwise: Reading.Key?, closing: Reading.Key, completedWait: Reading.Key,
    currentWait: Reading.Key, bands: [Reading.Key], balance: FlowBalance
  ) {
    self.list = list
    self.title = title
    self.period = period
    self.opening = opening
    self.joined = joined
    self.completed = completed
    self.leftOtherwise = leftOtherwise
    self.closing = closing
    self.completedWait = completedWait
    self.currentWait = currentWait
    self.bands = bands
    self.balance = balance
  }

  /// The counts that must balance.
  package var flow: [Reading.Key] {
    [opening, joined, completed] + [leftOtherwise].compactMap(\.self) + [closing]
  }
}

/// A waiting list in printable form: who left it, who is on it, and whether its counts balance.
package struct WaitingList: Sendable, Hashable {
  /// A reading's value, as in every table of the run.
  package struct Entry: Sendable, Hashable {
    package var key: Reading.Key
    package var figure: Figure

    package init(key: Reading.Key, figure: Figure) {
      self.key = key
      self.figure = figure
    }
  }

  /// The share of all waits that continue after so many days.
  package struct StillWaiting: Sendable, Hashable {
    package var days: Int
    /// Per cent.
    package var share: Figure

    package init(days: Int, share: Figure) {
      self.days = days
      self.share = share
    }
  }

  package var list: String
  package var title: String
  package var period: ReportingPeriod
  package var opening: Entry
  package var joined: Entry
  package var completed: Entry
  package var leftOtherwise: Entry?
  package var closing: Entry
  /// Closing less opening, joined and left. A number other than 0 is reported.
  package var unexplained: Figure
  /// Days of waits completed in the period; separate from current ones.
  package var completedWait: Entry
  /// Days of waits of those still waiting at its end.
  package var currentWait: Entry
  /// Days, counting those still waiting as at least as long as so far: Kaplan–Meier.
  package var median: Figure
  package var medianLower: Figure
  package var medianUpper: Figure
  /// Kaplan–Meier's curve in steps that the policy allows; empty where its cases are hidden.
  package var curve: [StillWaiting]
  package var bands: [Entry]

  package init(
    list: String, title: String, period: ReportingPeriod, opening: Entry, joined: Entry, completed: Entry,
    leftOtherwise: Entry?, closing: Entry, unexplained: Figure, completedWait: Entry, currentWait: Entry,
    median: Figure, medianLower: Figure, medianUpper: Figure, curve: [StillWaiting] = [], bands: [Entry]
  ) {
    self.list = list
    self.title = title
    self.period = period
    self.opening = opening
    self.joined = joined
    self.completed = completed
    self.leftOtherwise = leftOtherwise
    self.closing = closing
    self.unexplained = unexplained
    self.completedWait = completedWait
    self.currentWait = currentWait
    self.median = median
    self.medianLower = medianLower
    self.medianUpper = medianUpper
    self.curve = curve
    self.bands = bands
  }

  /// Every reading that it prints.
  package var entries: [Entry] {
    [opening, joined, completed] + [leftOtherwise].compactMap(\.self)
      + [closing, completedWait, currentWait] + bands
  }
}
