/// The bytes of a file as several threads see them.
///
/// A pointer is not handed from thread to thread by itself, for nothing says who may write behind it
/// and how long it stands. Here nobody writes, and who shares bytes waits for all threads before the
/// bytes go.
struct SharedBytes: Sendable {
  /// The bytes.
  nonisolated(unsafe) let all: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { all = bytes }
}
