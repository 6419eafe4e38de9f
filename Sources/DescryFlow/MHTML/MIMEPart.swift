/// A part of a MIME message: its headers, and its body as it stands there (RFC 2045, 2046).
struct MIMEPart {
  /// By name in lower case.
  private(set) var headers: [String: String] = [:]
  /// Where the body begins in the file.
  let bodyStart: Int
  private let raw: ArraySlice<UInt8>

  /// Reads the headers at the beginning of a range.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    var index = range.lowerBound
    var name: String?
    while index < range.upperBound {
      let end = Self.lineEnd(bytes, index, range.upperBound)
      let line = bytes[index..<end.text]
      index = end.next
      if line.isEmpty { break }
      if line.first == 0x20 || line.first == 0x09, let name {
        headers[name, default: ""] += " " + WhiteSpace.folded(line)
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        let key = WhiteSpace.folded(line[..<colon]).lowercased()
        headers[key] = WhiteSpace.folded(line[(colon + 1)...])
        name = key
      }
    }
    bodyStart = index
    raw = bytes[min(index, range.upperBound)..<range.upperBound]
  }

  /// The body, decoded.
  var body: MIMEBody { MIMEBody(raw, encoding: headers["content-transfer-encoding"]) }

  /// The type without its parameters, in lower case.
  var type: String {
    (headers["content-type"] ?? "text/plain").prefix { $0 != ";" && $0 != " " }.lowercased()
  }

  /// A parameter of the content's type, as `boundary`.
  func parameter(_ name: String) -> String? {
    guard let header = headers["content-type"] else { return nil }
    for part in CSSDeclaration.split(header, at: ";").dropFirst() {
      guard let equals = part.firstIndex(of: "="),
        CSSDeclaration.trimmed(part[..<equals]).lowercased() == name
      else { continue }
      return CSSDeclaration.trimmed(part[part.index(after: equals)...]).filter { $0 != "\"" }
    }
    return nil
  }

  /// The ranges between the lines that hold a boundary.
  static func ranges(of bytes: [UInt8], from start: Int, boundary: String) -> [Range<Int>] {
    let mark = Array("--\(boundary)".utf8)
    var ranges: [Range<Int>] = []
    var open: Int?
    var index = start
    while index < bytes.count {
      let end = lineEnd(bytes, index, bytes.count)
      if bytes[index] == 0x2D, bytes[index..<end.text].starts(with: mark) {
        if let open { ranges.append(open..<max(open, index)) }
        let rest = bytes[(index + mark.count)..<end.text]
        open = end.next
        if rest.starts(with: [0x2D, 0x2D]) {
          open = nil
          break
        }
      }
      index = end.next
    }
    // Without its last boundary the file is cut off: what is there is read.
    if let open, open < bytes.count { ranges.append(open..<bytes.count) }
    return ranges
  }

  static func lineEnd(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> (text: Int, next: Int) {
    var index = start
    while index < limit, bytes[index] != 0x0A { index += 1 }
    let text = index > start && bytes[index - 1] == 0x0D ? index - 1 : index
    return (text, min(limit, index + 1))
  }
}
