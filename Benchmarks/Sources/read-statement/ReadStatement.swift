import DescryCore
import DescryStatement
import Glibc

/// Times the library's calls over one file, without the start of a process and without printing.
///
///     read-statement FILE
///
/// For each call a line with its name, its seconds by the clock and of all processors, each the best
/// of five, and the rows that it gave.
@main
enum ReadStatement {
  private static let times = 5

  static func main() throws {
    guard CommandLine.arguments.count == 2, let file = CommandLine.arguments.last else {
      fatalError("usage: read-statement FILE")
    }
    try time("StatementFile.stream") {
      let counter = RowCounter()
      try StatementFile.stream(path: file, into: counter)
      return counter
    } rows: {
      $0.rows
    }
    try time("StatementFile.read") {
      try StatementFile.read(path: file)
    } rows: { statements in
      statements.reduce(0) { $0 + $1.transactions.count }
    }
  }

  /// Times a call; what becomes of its result is not its time.
  private static func time<Result>(
    _ name: String, _ call: () throws -> Result, rows: (Result) -> Int
  ) throws {
    var wall = Double.infinity
    var processors = Double.infinity
    var count = 0
    for _ in 0..<times {
      let before = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
      let result = try call()
      wall = min(wall, seconds(CLOCK_MONOTONIC) - before.0)
      processors = min(processors, seconds(CLOCK_PROCESS_CPUTIME_ID) - before.1)
      count = rows(result)
    }
    print(name, wall, processors, count)
  }

  /// The seconds of a clock; that of the process counts what all its threads used of processors, in
  /// the program and in the kernel.
  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Counts the rows of a file and keeps none.
private final class RowCounter: StatementSink {
  private(set) var rows = 0

  func begin(_ statement: Statement) {}
  func take(_ transaction: inout Transaction) { rows += 1 }
  func end(_ statement: Statement) {}
}
