/// How columns mark missing values. Copied from `Column`: a constant of another module is a call, and loops need a
/// number.
///
/// The property tests of expressions fail if one of them differs from `Column`'s.
enum Blank {
  @inline(__always) static var number: Int32 { .min }
  @inline(__always) static var decimal: Int64 { .min }
  @inline(__always) static var code: UInt16 { .max }
  @inline(__always) static var unmappedCode: UInt16 { .max - 1 }
  @inline(__always) static var flag: Int8 { -1 }
}
