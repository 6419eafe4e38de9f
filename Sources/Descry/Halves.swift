internal import DescryCore
internal import Glibc
internal import Synchronization

/// Work on a long list by two threads: a person waits for one file, and most machines have two cores.
enum Halves {
  /// The second half's work and what came of it.
  private final class Half<Result: Sendable>: Sendable {
    private let work: @Sendable () -> [Result]
    private let results = Mutex<[Result]>([])

    init(_ work: @escaping @Sendable () -> [Result]) { self.work = work }

    func run() {
      let done = work()
      results.withLock { $0 = done }
    }

    var done: [Result] { results.withLock { $0 } }
  }

  /// What a worker makes of each item, in the items' order.
  ///
  /// `makeWorker` is called once for each thread. A list shorter than `least` is not worth a thread.
  static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], atLeast least: Int, _ makeWorker: @escaping @Sendable () -> (Item) -> Result
  ) -> [Result] {
    guard items.count >= least, sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 else {
      return items.map(makeWorker())
    }
    let middle = items.count / 2
    let half = Half { items[middle...].map(makeWorker()) }
    guard let thread = SystemThread({ half.run() }) else { return items.map(makeWorker()) }
    let first = items[..<middle].map(makeWorker())
    thread.join()
    return first + half.done
  }
}
