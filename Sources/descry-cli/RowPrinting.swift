internal import DescryStatement
internal import Synchronization

/// Prints the rows of files: those of a large one on a second thread, while it is read on.
///
/// A few batches may wait for that thread, so memory stays bounded however fast the file is read.
final class RowPrinting: Sendable {
  /// So many events are handed over at once; a file with fewer needs no second thread.
  private static let batch = 1024
  /// So many batches may be in hand.
  private static let most = 4

  private let printer = Mutex<RowPrinter?>(nil)
  private let waiting = Mutex<[[StatementEvent]]>([])
  private let hasThread = Mutex(false)
  private let work = PipeSemaphore()
  private let room = PipeSemaphore()

  /// Calls `read` with what takes the events of one file, and prints them.
  ///
  /// Returns what is known of the rows of all files so far, when there are several.
  ///
  /// - Throws: what `read` throws.
  func print(
    with given: RowPrinter, _ read: ((StatementEvent) throws -> Void) throws -> Void
  ) throws -> DuplicateRows? {
    printer.withLock { $0 = given }
    var events: [StatementEvent] = []
    do {
      try read { event in
        if case .progress = event { return }
        events.append(event)
        guard events.count == Self.batch else { return }
        hand(events)
        events = []
        events.reserveCapacity(Self.batch)
      }
    } catch {
      wait()
      take(events)
      throw error
    }
    wait()
    take(events)
    return printer.withLock { printer in
      printer?.finish()
      return printer?.duplicates
    }
  }

  private func take(_ events: [StatementEvent]) {
    printer.withLock { printer in
      for event in events { printer?.take(event) }
    }
  }

  /// Hands a batch to the thread; where the process may not have one, it is printed here.
  private func hand(_ events: [StatementEvent]) {
    guard let work, let room, hasThread.withLock({ start(&$0, room) }) else {
      return take(events)
    }
    room.wait()
    waiting.withLock { $0.append(events) }
    work.signal()
  }

  private func start(_ hasThread: inout Bool, _ room: PipeSemaphore) -> Bool {
    if !hasThread {
      hasThread = SystemThread.start { [self] in run() }
      if hasThread { room.signal(Self.most) }
    }
    return hasThread
  }

  /// Waits until all batches are printed.
  private func wait() {
    guard let room, hasThread.withLock({ $0 }) else { return }
    for _ in 0..<Self.most { room.wait() }
    room.signal(Self.most)
  }

  private func run() {
    while let work, let room {
      work.wait()
      take(waiting.withLock { $0.isEmpty ? [] : $0.removeFirst() })
      room.signal()
    }
  }
}
