/// What can be wrong with a record of Service.
enum ServiceFaults {
  static func all(_ world: World) -> [Fault<Service>] {
    CellFaults.key("service_id") + CellFaults.person { world.people[$0.person] } + CellFaults.requiredDay("started_on")
  }
}
