/// The source of a file of published figures: the JSON beside each CSV in `data/comparators/`.
package struct ComparatorsNote: Decodable, Sendable {
  package var comparators: Located<String>
  package var title: String
  package var publisher: String
  package var published: Located<String>?
  package var framework: Located<String>
  package var timePeriod: Located<String>
  package var licence: String
  package var attribution: String
  package var obtainedFrom: String
  package var transformation: String
  package var sources: [String]?
  package var roundedTo: Int?
  package var status: Status

  package enum Status: String, Decodable, Sendable, CaseIterable { case final, provisional, revised }
}

/// The source of a file of populations: the JSON beside each CSV in `data/populations/`.
package struct PopulationsNote: Decodable, Sendable {
  package var populations: Located<String>
  package var title: String
  package var publisher: String
  package var referenceDate: Located<String>
  package var vintage: String
  package var licence: String
  package var attribution: String
  package var obtainedFrom: String
  package var transformation: String
}
