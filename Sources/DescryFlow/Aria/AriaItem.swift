/// The head of an item in an ARIA snapshot: `role "name" [checked] [level=1]`.
struct AriaItem {
  let role: String
  private(set) var name = ""
  /// The marks in brackets; a mark without a value has an empty one.
  private(set) var marks: [String: String] = [:]

  init(_ text: String) {
    var rest = text[...]
    role = String(rest.prefix { !$0.isWhitespace && $0 != "\"" && $0 != "[" })
    rest = rest.dropFirst(role.count)
    while let first = rest.first {
      if first == "\"" {
        rest = rest.dropFirst()
        var isEscaped = false
        while let character = rest.first {
          rest = rest.dropFirst()
          if isEscaped {
            name.append(character)
            isEscaped = false
          } else if character == "\\" {
            isEscaped = true
          } else if character == "\"" {
            break
          } else {
            name.append(character)
          }
        }
      } else if first == "[", let close = rest.firstIndex(of: "]") {
        let mark = rest[rest.index(after: rest.startIndex)..<close]
        let parts = mark.split(separator: "=", maxSplits: 1)
        if let key = parts.first {
          marks[String(key)] = parts.count > 1 ? String(parts[1]) : ""
        }
        rest = rest[rest.index(after: close)...]
      } else {
        rest = rest.dropFirst()
      }
    }
  }
}
