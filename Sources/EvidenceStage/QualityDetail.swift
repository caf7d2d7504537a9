package import Artefacts
package import Periods
package import Statistics

/// An extract's quality by team and by run; empty where the policy hides it.
package struct QualityDetail: Sendable {
  /// Records that fail one check, of all teams or of one.
  package struct Line: Sendable {
    package var dataset: String
    /// nil for all teams.
    package var team: String?
    package var check: Check
    /// How many records there are, and how many of them fail.
    package var records: Figure
    package var found: Figure
    /// As the run before printed it; empty where there was none.
    package var before: String

    package init(
      dataset: String, team: String?, check: Check, records: Figure, found: Figure, before: String
    ) {
      self.dataset = dataset
      self.team = team
      self.check = check
      self.records = records
      self.found = found
      self.before = before
    }
  }

  /// One team's records of a dataset.
  package struct Team: Sendable {
    package var dataset: String
    package var team: String
    package var records: Figure
    package var refused: Figure

    package init(dataset: String, team: String, records: Figure, refused: Figure) {
      self.dataset = dataset
      self.team = team
      self.records = records
      self.refused = refused
    }
  }

  /// The findings of one published run in a dataset.
  package struct Point: Sendable {
    package var asOf: Day
    package var dataset: String
    package var records: Figure
    package var refused: Figure
    /// In per cent, to one decimal.
    package var share: Figure
    package var findings: Figure

    package init(
      asOf: Day, dataset: String, records: Figure, refused: Figure, share: Figure, findings: Figure
    ) {
      self.asOf = asOf
      self.dataset = dataset
      self.records = records
      self.refused = refused
      self.share = share
      self.findings = findings
    }
  }

  package var lines: [Line] = []
  package var teams: [Team] = []
  /// By dataset, the oldest run first, this one last.
  package var trend: [Point] = []

  package init() {}
}
