// Every loop over rows goes through one of these, so that each instance is one tight loop over flat arrays: lengths are
// compared once before it, and the body has no branch that the compiler cannot turn into a select.

/// Writes `body` of each element. `out` must be at least as long as `a`.
@inline(__always)
func fill<A, Result>(
  _ out: inout MutableSpan<Result>, _ a: Span<A>, _ body: (A) -> Result
) {
  precondition(out.count >= a.count)
  for row in 0..<a.count { out[row] = body(a[row]) }
}

/// Writes `body` of each pair of elements. `b` and `out` must be at least as long as `a`.
@inline(__always)
func fill<A, B, Result>(
  _ out: inout MutableSpan<Result>, _ a: Span<A>, _ b: Span<B>, _ body: (A, B) -> Result
) {
  precondition(out.count >= a.count && b.count >= a.count)
  for row in 0..<a.count { out[row] = body(a[row], b[row]) }
}

/// Writes `body` of each three elements. `b`, `c` and `out` must be at least as long as `a`.
@inline(__always)
func fill<A, B, C, Result>(
  _ out: inout MutableSpan<Result>, _ a: Span<A>, _ b: Span<B>, _ c: Span<C>, _ body: (A, B, C) -> Result
) {
  precondition(out.count >= a.count && b.count >= a.count && c.count >= a.count)
  for row in 0..<a.count { out[row] = body(a[row], b[row], c[row]) }
}

/// Writes one value to the first `count` places.
@inline(__always)
func fill<Result>(_ out: inout MutableSpan<Result>, count: Int, with value: Result) {
  precondition(out.count >= count)
  for row in 0..<count { out[row] = value }
}
