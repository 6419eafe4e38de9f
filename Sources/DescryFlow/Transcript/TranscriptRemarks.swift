import DescryCore

/// Takes the remarks, `<!-- … -->`, out of a transcript's lines and keeps those that silence a rule.
struct TranscriptRemarks {
  /// What the remarks silence.
  private(set) var suppressions: [FlowSuppression] = []
  /// Where a remark begins that is not closed yet.
  private(set) var open: Int?
  private let source: SourceText
  private let lines: [Range<Int>]

  init(_ source: SourceText, lines: [Range<Int>]) {
    self.source = source
    self.lines = lines
  }

  /// What a line says outside of remarks, which become blanks.
  mutating func text(ofLine index: Int) -> TranscriptReading.Line {
    let line = lines[index]
    var bytes = Array(source.bytes[line])
    var at = 0
    var from = open == nil ? nil : Optional(0)
    while at < bytes.count {
      if from == nil, bytes[at...].starts(with: "<!--".utf8) {
        from = at
        open = line.lowerBound + at
        at += 4
      } else if let start = from, bytes[at...].starts(with: "-->".utf8) {
        close(at: line.lowerBound + at, line: index)
        for place in start..<(at + 3) { bytes[place] = 0x20 }
        from = nil
        at += 3
      } else {
        at += 1
      }
    }
    if let from { for place in from..<bytes.count { bytes[place] = 0x20 } }
    return TranscriptReading.Line(bytes: bytes, offset: line.lowerBound)
  }

  private mutating func close(at end: Int, line: Int) {
    guard let start = open else { return }
    open = nil
    let location = source.location(start..<(end + 3))
    suppressions += Suppressing.read(
      source.string((start + 4)..<max(start + 4, end)), line: location.line ?? 1,
      next: nextLine(line), at: location)
  }

  /// The number of the next line that says something.
  private func nextLine(_ index: Int) -> Int {
    let next = lines[(index + 1)...].firstIndex { !source.trimmed($0).isEmpty }
    return (next ?? index + 1) + 1
  }
}
