internal import CPCRE2

/// The memory that matching needs, one for each thread that matches: match data, limits, JIT stack,
/// and the lists that a `PatternSet` fills.
///
/// Not `Sendable`: PCRE2's match data and JIT stack must not be used by two threads at once.
public final class MatchScratch {
  let data: OpaquePointer
  let context: OpaquePointer
  private let stack: OpaquePointer?

  /// For each pattern of a set, the number of the scan that last had it as candidate.
  private var seen = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 0)
  private var scan: UInt32 = 0
  /// Room for the candidates of a scan.
  var candidates: [Int32] = []

  /// Memory for matches with these limits.
  public init(limits: MatchLimits = MatchLimits()) {
    // PCRE2 returns null only when memory is exhausted, on which Swift's own allocations trap too.
    guard let data = pcre2_match_data_create_8(MatchScratch.groups, nil),
      let context = pcre2_match_context_create_8(nil)
    else { fatalError("out of memory") }
    self.data = data
    self.context = context
    pcre2_set_match_limit_8(context, limits.match)
    pcre2_set_depth_limit_8(context, limits.depth)
    pcre2_set_heap_limit_8(context, limits.heapKibibytes)
    stack = pcre2_jit_stack_create_8(32 * 1_024, limits.jitStackBytes, nil)
    if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
  }

  /// Begins a scan for so many patterns: marks to be set, and the mark of this scan.
  func beginScan(patterns: Int) -> (seen: UnsafeMutableBufferPointer<UInt32>, mark: UInt32) {
    if seen.count < patterns {
      seen.deallocate()
      seen = .allocate(capacity: patterns)
      seen.initialize(repeating: 0)
      scan = 0
    }
    scan &+= 1
    if scan == 0 {
      // The numbers of scans have run around: forget which scan last saw what.
      seen.update(repeating: 0)
      scan = 1
    }
    return (seen, scan)
  }

  deinit {
    seen.deallocate()
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
    if let stack { pcre2_jit_stack_free_8(stack) }
  }

  /// How many groups are kept of a match, the whole match among them.
  static let groups: UInt32 = 16
}
