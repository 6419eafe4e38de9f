internal import Synchronization

/// The merchants of a rule book, in the order of their ids.
///
/// There are thousands and a line names one, so those of a compiled rule book are read one by one
/// when they are first asked for. Many threads may ask at once.
public struct MerchantList: RandomAccessCollection, Sendable {
  /// What is known of a merchant without reading it.
  public struct Entry: Sendable, Hashable {
    /// The merchant's id.
    public let id: String
    /// Its name.
    public let name: String
    /// Its category.
    public let category: String
  }

  /// The merchants that were read.
  private final class Shelf: Sendable {
    let merchants: Mutex<[Merchant?]>
    init(_ merchants: [Merchant?]) { self.merchants = Mutex(merchants) }
  }

  /// Every merchant's id, name and category.
  public let entries: [Entry]
  private let shelf: Shelf
  private let read: @Sendable (Int) -> Merchant?

  /// Merchants in the order of their ids.
  init(_ merchants: [Merchant]) {
    entries = merchants.map { Entry(id: $0.id, name: $0.name, category: $0.category) }
    shelf = Shelf(merchants)
    read = { _ in nil }
  }

  /// Merchants that `read` reads by their place.
  init(_ entries: [Entry], read: @escaping @Sendable (Int) -> Merchant?) {
    self.entries = entries
    self.read = read
    shelf = Shelf(Array(repeating: nil, count: entries.count))
  }

  /// The first merchant's place.
  public var startIndex: Int { 0 }
  /// The place behind the last merchant.
  public var endIndex: Int { entries.count }

  /// A merchant by its place, read if it was not yet.
  public subscript(index: Int) -> Merchant {
    if let known = shelf.merchants.withLock({ $0[index] }) { return known }
    // Read outside of the lock: another thread that reads the same one gets the same.
    let merchant = read(index) ?? Merchant(nothingBut: entries[index])
    shelf.merchants.withLock { $0[index] = merchant }
    return merchant
  }

  /// A merchant by its id.
  ///
  /// - Complexity: O(log n) in the number of merchants.
  public func merchant(_ id: String) -> Merchant? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].id == id ? self[low] : nil
  }
}
