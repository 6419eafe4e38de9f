#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How a long table is shared among threads; what is read is the same however it is.
struct CSVThreads: Sendable {
  /// How many threads there are, with the one that asks.
  var count: Int
  /// About how many bytes one of them reads at a time: few enough that what is made of them stays in
  /// the processor's own memory until it is looked at.
  var piece: Int

  /// What suits the machine: rows come out in order and one by one, so that more than a few threads
  /// would only wait.
  static var ofMachine: CSVThreads {
    CSVThreads(count: max(1, min(4, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))), piece: 1 << 16)
  }
}
