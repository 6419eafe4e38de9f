internal import DescryCore
internal import Glibc
internal import Synchronization

/// A value that a second thread makes while this one does something else.
///
/// Where there is no second processor, or no thread to be had, it is made when it is asked for. The
/// process never ends under the thread: whoever lets go of the value waits for it.
package final class Meanwhile<Value: Sendable> {
  /// What is to be made, and what came of it.
  private final class Work: Sendable {
    private let make: @Sendable () -> Value
    private let made = Mutex<Value?>(nil)

    init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    func run() {
      let value = make()
      made.withLock { $0 = value }
    }

    var value: Value { made.withLock { $0 } ?? make() }
  }

  private let work: Work
  private var thread: SystemThread?

  /// Begins to make a value.
  package init(_ make: @escaping @Sendable () -> Value) {
    let work = Work(make)
    self.work = work
    guard sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 else { return }
    thread = SystemThread { work.run() }
  }

  deinit { thread?.join() }

  /// The value, once it is made.
  package var value: Value {
    thread?.join()
    thread = nil
    return work.value
  }
}
