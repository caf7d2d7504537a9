/// What can be wrong with a record of DolsApplication.
enum DolsFaults {
  static func all(_ world: World) -> [Fault<DolsApplication>] {
    CellFaults.key("application_id") + CellFaults.person { world.people[$0.person] } + CellFaults.requiredDay("received_on")
  }
}
