internal import DescryLookup

/// Work on a long list by two threads: a person waits for one file, and most machines have two cores.
enum Halves {
  /// Two threads where there are at least so many items; one where `items` is nil.
  struct Workers: IndependentWork {
    let items: Int?

    func map<Item: Sendable, Result: Sendable>(
      _ items: [Item], _ work: @escaping @Sendable (Item) -> Result
    ) -> [Result] {
      Halves.map(items, atLeast: self.items ?? .max) { work }
    }
  }

  /// What a worker makes of each item, in the items' order.
  ///
  /// `makeWorker` is called once for each thread. A list shorter than `least` is not worth a thread.
  static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], atLeast least: Int, _ makeWorker: @escaping @Sendable () -> (Item) -> Result
  ) -> [Result] {
    guard items.count >= least else { return items.map(makeWorker()) }
    let middle = items.count / 2
    let second = Meanwhile { items[middle...].map(makeWorker()) }
    return items[..<middle].map(makeWorker()) + second.value
  }
}
