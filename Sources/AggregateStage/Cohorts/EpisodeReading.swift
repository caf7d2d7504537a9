import Tables

/// Reablement services with few days or none between them.
struct Episode: Sendable {
  var start: Int32
  var end: Int32
  var services: Int
  /// The service that ended last, whose outcome is the episode's.
  var record: Int32
}

/// The columns for episodes of reablement and what followed them, of people who use services.
struct EpisodeReading: Sendable {
  let join: Int32
  let after: Int32
  let born: [Int32]
  private let outcomes: [UInt16]
  private let components: [UInt16]
  private let equipment: UInt16
  private let careHome: [UInt16]
  private let hospital: UInt16
  /// By position in the dictionary of outcomes.
  private let concluding: [Sequel?]
  /// By position in the dictionary of outcomes: the priority of each. The lowest decides the episode's outcome.
  private let ranks: [Int]

  init(_ services: ServiceEvents, join: Int, after: Int) {
    let records = services.records
    self.join = Int32(join)
    self.after = Int32(after)
    born = records.days("date_of_birth")
    outcomes = services.outcomes
    components = records.codes("service_component")
    func position(_ code: String, in field: String) -> UInt16 {
      records.dictionary(field).firstIndex(of: code).map { UInt16($0) } ?? Column.unmappedCode - 1
    }
    equipment = position("equipment", in: "service_component")
    careHome = ["short-term-residential", "short-term-nursing"].map { position($0, in: "service_component") }
    hospital = position("admitted-to-hospital", in: "outcome")
    let names = records.dictionary("outcome")
    concluding = names.map { Sequel(outcome: $0) }
    // In the order of the list, but outcomes that conclude come before those that continue.
    ranks = names.enumerated().map { place, code in
      code.hasPrefix("nfa-") || code == "admitted-to-hospital" ? place : names.count + place
    }
  }

  /// A person's episodes. A service starts a new one when it begins more than `join` days after all ends before it.
  ///
  /// The method's steps "Select ST-Max events" and "Cluster ST-Max events together".
  func episodes(in services: ArraySlice<ServiceEvent>) -> [Episode] {
    var episodes: [Episode] = []
    for service in services where service.kind == .maximising {
      guard let last = episodes.last, Int(service.start) - Int(last.end) <= Int(join) else {
        episodes.append(
          Episode(start: service.start, end: service.end, services: 1, record: service.record))
        continue
      }
      let place = episodes.count - 1
      episodes[place].services += 1
      // Where two end together: the outcome that concludes, then the one that comes first in its list.
      let isLater = service.end > last.end
      let isSame = service.end == last.end && rank(service.record) < rank(last.record)
      if isLater || isSame { episodes[place].record = service.record }
      episodes[place].end = max(last.end, service.end)
    }
    return episodes
  }

  private func rank(_ record: Int32) -> Int {
    let outcome = Int(outcomes[Int(record)])
    return outcome < ranks.count ? ranks[outcome] : .max
  }

  /// The result of the first rule that applies: the method's steps 1 to 6 of "Determine sequels".
  func sequel(of episode: Episode, among services: ArraySlice<ServiceEvent>, died: Int32) -> Sequel {
    if died != Column.missingNumber, died <= episode.end + after { return .deceased }
    let outcome = outcomes[Int(episode.record)]
    if outcome == hospital { return .hospital }
    // Reablement that begins so soon belongs to the episode itself.
    let inside = services.filter { $0.kind != .maximising && $0.start >= episode.start }
    let following = inside.filter { $0.start <= episode.end + after && $0.end > episode.end }
    if let next = weightiest(of: following) { return next }
    // Another kind of service that continues makes the episode's own outcome doubtful.
    if following.isEmpty, Int(outcome) < concluding.count, let said = concluding[Int(outcome)] { return said }
    let hadEquipment = inside.contains {
      components[Int($0.record)] == equipment && $0.end > episode.start && $0.end <= episode.end
    }
    return hadEquipment ? .lowLevel : .unclassified
  }

  private func weightiest(of services: [ServiceEvent]) -> Sequel? {
    switch services.map(\.kind).min(by: { $0.rawValue < $1.rawValue }) {
    case .nursing: return .nursing
    case .residential: return .residential
    case .community: return .community
    case .prison: return .prison
    case .lowLevel: return .lowLevel
    case .otherShort:
      let isStay = services.contains {
        $0.kind == .otherShort && careHome.contains(components[Int($0.record)])
      }
      return isStay ? .shortCareHome : .otherShort
    case .maximising, .other, nil: return nil
    }
  }
}
