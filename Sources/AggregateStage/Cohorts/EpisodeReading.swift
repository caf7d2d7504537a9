import Tables

/// Services of reablement with few days or none between them.
struct Episode: Sendable {
  var start: Int32
  var end: Int32
  var services: Int
  /// The service that ended last, whose outcome is the episode's.
  var record: Int32
}

/// The columns that episodes of reablement and what came after them are read from.
struct EpisodeReading: Sendable {
  let join: Int32
  let after: Int32
  let born: [Int32]
  private let outcomes: [UInt16]
  private let isReablement: [Bool]
  private let components: [UInt16]
  private let equipment: UInt16
  private let careHome: [UInt16]
  private let hospital: UInt16
  /// By position in the dictionary of outcomes.
  private let concluding: [Sequel?]

  init(_ services: ServiceEvents, join: Int, after: Int) {
    let records = services.records
    self.join = Int32(join)
    self.after = Int32(after)
    born = records.days("date_of_birth")
    outcomes = records.codes("outcome")
    components = records.codes("service_component")
    func position(_ code: String, in field: String) -> UInt16 {
      records.dictionary(field).firstIndex(of: code).map { UInt16($0) } ?? Column.unmappedCode - 1
    }
    equipment = position("equipment", in: "service_component")
    careHome = ["short-term-residential", "short-term-nursing"].map { position($0, in: "service_component") }
    hospital = position("admitted-to-hospital", in: "outcome")
    concluding = records.dictionary("outcome").map { Sequel(outcome: $0) }
    let user = position("service-user", in: "client_type")
    let maximising = position("short-term-maximising", in: "service_type")
    isReablement = zip(records.codes("client_type"), records.codes("service_type")).map {
      $0 == user && $1 == maximising
    }
  }

  /// Records of reablement of people who use services, whatever their days.
  var reablementRecords: Int { isReablement.count { $0 } }

  /// A person's episodes: a service starts another when it is more than `join` days after all ends before it.
  func episodes(in services: ArraySlice<ServiceEvent>) -> [Episode] {
    var episodes: [Episode] = []
    for service in services where isReablement[Int(service.record)] {
      guard let last = episodes.last, Int(service.start) - Int(last.end) <= Int(join) else {
        episodes.append(
          Episode(start: service.start, end: service.end, services: 1, record: service.record))
        continue
      }
      let place = episodes.count - 1
      episodes[place].services += 1
      // Of two that end together, the outcome that stands first in the list of outcomes.
      let isLater = service.end > last.end
      let isSame =
        service.end == last.end && outcomes[Int(service.record)] < outcomes[Int(last.record)]
      if isLater || isSame { episodes[place].record = service.record }
      episodes[place].end = max(last.end, service.end)
    }
    return episodes
  }

  /// The first of the rules that says something, in the order of the definition.
  func sequel(of episode: Episode, among services: ArraySlice<ServiceEvent>, died: Int32) -> Sequel {
    if died != Column.missingNumber, died <= episode.end + after { return .deceased }
    let outcome = outcomes[Int(episode.record)]
    if outcome == hospital { return .hospital }
    if let next = following(episode, among: services) { return next }
    if Int(outcome) < concluding.count, let said = concluding[Int(outcome)] { return said }
    let hadEquipment = services.contains {
      components[Int($0.record)] == equipment && $0.start >= episode.start && $0.start <= episode.end
    }
    return hadEquipment ? .lowLevel : .unclassified
  }

  /// The service that runs on after the episode or starts soon after it, the weightiest where there are several.
  private func following(_ episode: Episode, among services: ArraySlice<ServiceEvent>) -> Sequel? {
    var kind = ServiceEvent.Kind.other
    var isCareHome = false
    for service in services where service.kind != .other && service.start <= episode.end + after {
      let isOwn = isReablement[Int(service.record)] && service.start <= episode.end
      guard !isOwn, service.end > episode.end || service.start >= episode.end else { continue }
      if service.kind.rawValue < kind.rawValue { kind = service.kind }
      if service.kind == .otherShort {
        isCareHome = isCareHome || careHome.contains(components[Int(service.record)])
      }
    }
    switch kind {
    case .nursing: return .nursing
    case .residential: return .residential
    case .community: return .community
    case .prison: return .prison
    case .maximising: return .maximising
    case .lowLevel: return .lowLevel
    case .otherShort: return isCareHome ? .shortCareHome : .otherShort
    case .other: return nil
    }
  }
}
