#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Memory of many megabytes that is about to be filled from end to end.
enum LargePages {
  /// Lets the kernel give an array's reserved memory in pages of two megabytes (madvise(2),
  /// MADV_HUGEPAGE): asked for one by one, four thousand bytes each, they cost more than filling them.
  ///
  /// Nothing happens where memory is small or the kernel has no such pages.
  static func advise<Element>(_ array: inout [Element]) {
    #if os(Linux)
      let size = array.capacity * MemoryLayout<Element>.stride
      guard size >= 1 << 22 else { return }
      array.withUnsafeMutableBufferPointer { elements in
        guard let base = elements.baseAddress else { return }
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let start = UnsafeMutableRawPointer(base)
        let first = start.alignedUp(toMultipleOf: page)
        let count = (size - (first - start)) / page * page
        if count > 0 { madvise(first, count, Int32(MADV_HUGEPAGE)) }
      }
    #endif
  }
}
