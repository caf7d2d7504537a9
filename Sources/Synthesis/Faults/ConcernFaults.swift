/// What can be wrong with a record of Concern.
enum ConcernFaults {
  static func all(_ world: World) -> [Fault<Concern>] {
    CellFaults.key("concern_id") + CellFaults.person { world.people[$0.person] } + CellFaults.requiredDay("received_on")
  }
}
