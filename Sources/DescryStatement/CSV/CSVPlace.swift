/// Where a record begins.
struct CSVPlace: Sendable {
  /// The offset of its first byte.
  let offset: Int
  /// Its line, from 1.
  let line: Int
}
