/// Where a result goes in pieces: a long one then costs little memory beside what it tells of.
public typealias ByteSink = (UnsafeBufferPointer<UInt8>) -> Void

enum ByteSinks {
  /// So many bytes go out at once.
  static let piece = 1 << 17
}

extension [UInt8] {
  /// Sends the bytes out, if they are many or the `last`, and forgets them.
  mutating func drain(to sink: ByteSink, last: Bool = false) {
    guard last || count >= ByteSinks.piece else { return }
    withUnsafeBufferPointer { sink($0) }
    removeAll(keepingCapacity: true)
  }
}
