/// How columns say "missing", again: a constant of another module is a call there, and loops must see a number.
///
/// The property tests of expressions fail where one of them is not `Column`'s.
enum Blank {
  @inline(__always) static var number: Int32 { .min }
  @inline(__always) static var decimal: Int64 { .min }
  @inline(__always) static var code: UInt16 { .max }
  @inline(__always) static var unmappedCode: UInt16 { .max - 1 }
  @inline(__always) static var flag: Int8 { -1 }
}
