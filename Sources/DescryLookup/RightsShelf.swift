internal import DescryCore
internal import Synchronization

/// The rights that were made out before: there are few places and situations, and many charges.
///
/// Many threads may ask at once.
final class RightsShelf: Sendable {
  /// What rights depend on.
  struct Key: Hashable, Sendable {
    let rule: String
    let place: String?
    let today: CalendarDate?
  }

  private let known = Mutex<[Key: [LegalRight]]>([:])
  /// Places come from input: a file of invented ones must not fill the memory.
  private static let most = 1_000

  /// The rights of a case, made out by `find` when they were not yet.
  func rights(_ key: Key, _ find: () -> [LegalRight]) -> [LegalRight] {
    if let rights = known.withLock({ $0[key] }) { return rights }
    let rights = find()
    known.withLock { if $0.count < Self.most { $0[key] = rights } }
    return rights
  }
}
