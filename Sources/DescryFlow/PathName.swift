/// What the name of a file tells.
enum PathName {
  /// The part behind the last slash, without a query.
  static func last(_ path: String) -> String {
    let plain = path.prefix { $0 != "?" && $0 != "#" }
    return String(plain.split(separator: "/").last ?? "")
  }

  /// The letters behind the last point, in lower case.
  static func suffix(_ path: String) -> String {
    let name = last(path)
    guard let point = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: point)...].lowercased()
  }

  /// Whether a file of a folder may hold a page, a recording or a transcript.
  static func isPage(_ path: String) -> Bool {
    let name = last(path).lowercased()
    if name.hasPrefix(".") || name.hasPrefix("readme") { return false }
    switch suffix(name) {
    case "html", "htm", "xhtml", "mhtml", "mht", "har", "zip", "txt": return true
    case "md": return name.hasSuffix(".flow.md")
    case "json": return name.hasSuffix(".flow.json") || name.hasSuffix(".domsnapshot.json")
    case "yml", "yaml": return name.hasSuffix(".aria.yml") || name.hasSuffix(".aria.yaml")
    default: return false
    }
  }

  /// Whether a path comes before another: numbers in names by value, so that 2 precedes 10.
  static func precedes(_ left: String, _ right: String) -> Bool {
    let a = Array(left.utf8)
    let b = Array(right.utf8)
    var i = 0
    var j = 0
    func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
    while i < a.count, j < b.count {
      if isDigit(a[i]), isDigit(b[j]) {
        let first = number(a, &i)
        let second = number(b, &j)
        if first.count != second.count { return first.count < second.count }
        if first != second { return first.lexicographicallyPrecedes(second) }
      } else {
        if a[i] != b[j] { return a[i] < b[j] }
        i += 1
        j += 1
      }
    }
    return a.count - i == b.count - j ? left < right : a.count - i < b.count - j
  }

  /// The digits at an index without leading zeros; moves the index behind them.
  private static func number(_ bytes: [UInt8], _ index: inout Int) -> [UInt8] {
    var digits: [UInt8] = []
    while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 {
      if !digits.isEmpty || bytes[index] != UInt8(ascii: "0") { digits.append(bytes[index]) }
      index += 1
    }
    return digits
  }
}
