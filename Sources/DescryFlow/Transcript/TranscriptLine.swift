extension TranscriptReading {
  /// A part of a line, and where its first byte stands in the source.
  struct Line {
    let bytes: [UInt8]
    let offset: Int

    var range: Range<Int> { offset..<(offset + bytes.count) }

    func starts(_ mark: String) -> Bool { bytes.starts(with: mark.utf8) }

    func dropping(_ count: Int) -> Line {
      let count = min(count, bytes.count)
      return Line(bytes: Array(bytes[count...]), offset: offset + count)
    }

    func trimmed() -> Line {
      var low = 0
      var high = bytes.count
      while low < high, bytes[low] <= 0x20 { low += 1 }
      while high > low, bytes[high - 1] <= 0x20 { high -= 1 }
      return Line(bytes: Array(bytes[low..<high]), offset: offset + low)
    }

    func find(_ mark: String, from start: Int) -> Int? {
      var index = start
      while index < bytes.count {
        if bytes[index...].starts(with: mark.utf8) { return index }
        index += 1
      }
      return nil
    }
  }
}
