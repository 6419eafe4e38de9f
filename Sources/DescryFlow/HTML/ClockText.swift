/// Finds a running clock in a text: `04:59`, `1:02:33`, `12h 03m 09s`.
enum ClockText {
  static func isIn(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    func digits(_ index: Int) -> Int {
      bytes[min(index, bytes.count)...].prefix { $0 &- 0x30 < 10 }.count
    }
    var index = 0
    while index < bytes.count {
      let count = digits(index)
      if count == 0 {
        index += 1
        continue
      }
      var at = index + count
      if count <= 2 {
        while at < bytes.count, bytes[at] == 0x20 { at += 1 }
        if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
          var second = at + 1
          while second < bytes.count, bytes[second] == 0x20 { second += 1 }
          if digits(second) == 2 { return true }
        }
        let unit = at < bytes.count ? bytes[at] | 0x20 : 0
        if unit == UInt8(ascii: "m") || unit == UInt8(ascii: "h") || unit == UInt8(ascii: "d") {
          let rest = bytes[(at + 1)...].drop { $0 &- 0x30 >= 10 }
          if let first = rest.first, first &- 0x30 < 10, rest.startIndex - at < 12 { return true }
        }
      }
      index += count
    }
    return false
  }
}
