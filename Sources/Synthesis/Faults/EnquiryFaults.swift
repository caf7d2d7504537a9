/// What can be wrong with a record of Enquiry.
enum EnquiryFaults {
  static func all(_ world: World) -> [Fault<Enquiry>] {
    CellFaults.key("enquiry_id") + CellFaults.person { world.people[$0.person] } + CellFaults.requiredDay("started_on")
  }
}
