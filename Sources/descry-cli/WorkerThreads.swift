internal import DescryCore
internal import Glibc
internal import Synchronization

/// Threads that work on batches; the results come out in the order in which the batches went in.
///
/// At most twice as many batches as threads are in hand, so memory stays bounded however fast the
/// input comes. A result goes out as soon as those before it have, not when the input goes on: a
/// caller may wait for the answer to one line before it writes the next.
final class WorkerThreads<Result: Sendable>: Sendable {
  /// Makes a thread's own worker.
  typealias MakeWorker = @Sendable () -> ((LineBatch) -> Result)

  private struct State {
    var waiting: [LineBatch] = []
    /// The results that wait for one before them, by their batch's number.
    var finished: [Int: Result] = [:]
    var next = 0
  }

  private let state = Mutex(State())
  private let started = Atomic(0)
  private let work: PipeSemaphore
  private let room: PipeSemaphore
  private let ended: PipeSemaphore
  private let deliver: @Sendable (Result) -> Void

  /// Starts threads; `deliver` is called in order, by one thread at a time.
  ///
  /// Returns nil when the process may not have a thread, or the few pipes that this needs.
  init?(
    _ count: Int, worker: @escaping MakeWorker, deliver: @escaping @Sendable (Result) -> Void
  ) {
    guard let work = PipeSemaphore(), let room = PipeSemaphore(), let ended = PipeSemaphore()
    else { return nil }
    (self.work, self.room, self.ended, self.deliver) = (work, room, ended, deliver)
    for _ in 0..<count {
      guard let thread = SystemThread({ [self] in run(worker()) }) else { continue }
      thread.leave()
      started.add(1, ordering: .relaxed)
      room.signal(2)
    }
    guard started.load(ordering: .relaxed) > 0 else { return nil }
  }

  /// Hands in the next batch; waits while too many are in hand.
  func add(_ batch: LineBatch) {
    room.wait()
    state.withLock { $0.waiting.append(batch) }
    work.signal()
  }

  /// Waits until every batch's result is out.
  func finish() {
    // A permit without a batch tells one thread to end.
    let count = started.load(ordering: .relaxed)
    work.signal(count)
    for _ in 0..<count { ended.wait() }
  }

  private func run(_ worker: (LineBatch) -> Result) {
    while true {
      work.wait()
      let batch = state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
      guard let batch else { break }
      let result = worker(batch)
      state.withLock { state in
        state.finished[batch.number] = result
        while let result = state.finished.removeValue(forKey: state.next) {
          deliver(result)
          state.next += 1
        }
      }
      room.signal()
    }
    ended.signal()
  }
}
