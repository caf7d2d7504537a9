import Periods
import Tables

extension CohortLinkage {
  /// ASCOF 2A: episodes of reablement of people who were not in long-term support, and what followed.
  ///
  /// Source: DHSC, methodologies for metrics derived from client level data, 2A (2024-25 onwards), and
  /// `ASCOF_measures/Create_ASCOF_2A_2425_Onwards.sql` of its ASC-CLD-LA-Dashboard. The settings are how many days apart
  /// services of one episode may be, and for how many days after it to look for what followed. The second is at most the
  /// first.
  static let reablementEpisodes = CohortLinkage(
    name: "reablement-episodes",
    reads: [
      (
        "support-services",
        [
          "person_id", "client_type", "service_type", "service_component", "started_on", "ended_on",
          "outcome",
        ]
      )
    ],
    fields: ["episode_started_on", "episode_ended_on", "sequel"], settings: ["joinDays", "sequelDays"],
    steps: ["other-services", "backwards", "joined", "not-ended-in-period", "under-18", "not-new"]
  ) { linked, period, settings in
    guard let services = linked.services() else { return nil }
    let reading = EpisodeReading(
      services, join: settings["joinDays"] ?? 7, after: settings["sequelDays"] ?? 7)
    var cases = CohortCases(recordsIn: services.records.count, steps: 6)
    (cases.excluded[0], cases.excluded[1]) = services.leftOut { $0 == .maximising }
    var starts: [Int32] = []
    var ends: [Int32] = []
    var sequels: [UInt16] = []
    for person in 0..<services.peopleCount {
      let own = services.usersServices(of: person)
      for episode in reading.episodes(in: own) {
        cases.excluded[2] += episode.services - 1
        guard episode.end >= period.start.number, episode.end <= period.end.number else {
          cases.excluded[3] += 1
          continue
        }
        let born = reading.born[Int(episode.record)]
        if born != Column.missingNumber, wholeYears(from: born, to: episode.end) < 18 {
          cases.excluded[4] += 1
          continue
        }
        let isKnown = own.contains {
          $0.kind.isLongTerm && $0.start < episode.start && $0.end > episode.start - 91
        }
        if isKnown {
          cases.excluded[5] += 1
          continue
        }
        cases.records.append(episode.record)
        starts.append(episode.start)
        ends.append(episode.end)
        sequels.append(UInt16(reading.sequel(of: episode, among: own, died: services.died[person]).rawValue))
      }
    }
    cases.columns = [
      "episode_started_on": .days(starts), "episode_ended_on": .days(ends), "sequel": .codes(sequels),
    ]
    return cases
  }
}

/// What followed reablement, in the codes that `sequel` declares.
enum Sequel: Int, CaseIterable, Sendable {
  case deceased, hospital, nursing, residential, community, prison, maximising, lowLevel, shortCareHome
  case otherShort, advice, asPlanned, moved, referral, noServices, endedOther, other, declined, selfFunded,
    nhs
  case unclassified

  var code: String {
    switch self {
    case .deceased: "deceased"
    case .hospital: "admitted-to-hospital"
    case .nursing: "long-term-nursing"
    case .residential: "long-term-residential"
    case .community: "long-term-community"
    case .prison: "long-term-prison"
    case .maximising: "short-term-maximising"
    case .lowLevel: "short-term-ongoing-low-level"
    case .shortCareHome: "short-term-care-home"
    case .otherShort: "short-term-other"
    case .advice: "nfa-information-and-advice"
    case .asPlanned: "nfa-ended-as-planned"
    case .moved: "nfa-moved"
    case .referral: "nfa-referral"
    case .noServices: "nfa-no-services"
    case .endedOther: "nfa-ended-other"
    case .other: "nfa-other"
    case .declined: "nfa-declined"
    case .selfFunded: "nfa-self-funded"
    case .nhs: "nfa-nhs"
    case .unclassified: "unclassified"
    }
  }

  /// The sequel that a concluding outcome means; nil for an outcome that continues.
  init?(outcome: String) {
    if outcome == "nfa-deceased" {
      self = .deceased
    } else if outcome.hasPrefix("nfa-"), let own = Self.allCases.first(where: { $0.code == outcome }) {
      self = own
    } else {
      return nil
    }
  }
}
