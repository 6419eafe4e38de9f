internal import CGumbo
internal import Glibc

/// The memory of one parse, handed out piece by piece and freed as a whole.
///
/// libgumbo asks for some ten small pieces for each element, which costs as much as parsing, and gives
/// its tree back by recursion, which a deep tree overflows.
final class ParserMemory {
  private var blocks: [UnsafeMutableRawPointer] = []
  private var next: UnsafeMutableRawPointer?
  private var left = 0
  private let blockSize: Int
  private static let alignment = 16
  /// What the kernel can map at once; a small page costs as much as any other to ask for.
  private static let hugePage = 1 << 21
  /// How many bytes the tree of a byte of markup takes, about.
  private static let growth = 24

  /// - Parameter count: bytes of the markup.
  init(for count: Int) {
    blockSize = count * Self.growth < Self.hugePage ? 1 << 18 : 2 * Self.hugePage
  }

  deinit { for block in blocks { block.deallocate() } }

  /// Options by which libgumbo takes its memory here; the object must outlive the parse and its tree.
  var options: GumboOptions {
    var options = kGumboDefaultOptions
    options.userdata = Unmanaged.passUnretained(self).toOpaque()
    options.allocator = { memory, size in
      memory.map { Unmanaged<ParserMemory>.fromOpaque($0).takeUnretainedValue().piece(size) }
    }
    options.deallocator = { _, _ in }
    return options
  }

  private func piece(_ size: Int) -> UnsafeMutableRawPointer {
    let size = max(Self.alignment, (size + Self.alignment - 1) & ~(Self.alignment - 1))
    if size > left {
      // A large piece has a block of its own, so that the rest of the current one is not lost.
      if size > blockSize / 4 { return block(size) }
      next = block(blockSize)
      left = blockSize
    }
    guard let piece = next else { return block(size) }
    next = piece + size
    left -= size
    return piece
  }

  private func block(_ size: Int) -> UnsafeMutableRawPointer {
    let isHuge = size >= Self.hugePage
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: size, alignment: isHuge ? Self.hugePage : Self.alignment)
    // Advice that the kernel may follow or not.
    if isHuge { madvise(block, size, MADV_HUGEPAGE) }
    blocks.append(block)
    return block
  }
}
