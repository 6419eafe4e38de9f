extension RuleNode {
  /// The node as YAML in block style; every text that YAML could take for something else is quoted.
  package var yaml: String {
    var text = ""
    write(into: &text, indent: 0, isInline: false)
    return text
  }

  private func write(into text: inout String, indent: Int, isInline: Bool) {
    let blanks = String(repeating: "  ", count: indent)
    switch value {
    case .text(let scalar): text += Self.quoted(scalar) + "\n"
    case .list(let items):
      for item in items {
        text += blanks + "- "
        item.write(into: &text, indent: indent + 1, isInline: true)
      }
      if items.isEmpty { text += "[]\n" }
    case .record(let pairs):
      for (index, (key, item)) in pairs.enumerated() {
        // Behind the dash of a list the first key stands on the dash's line.
        if index > 0 || !isInline { text += blanks }
        text += Self.quoted(key.text ?? "") + ":"
        if item.text != nil || item.isEmpty {
          text += " "
        } else {
          text += "\n"
        }
        item.write(into: &text, indent: indent + 1, isInline: false)
      }
      if pairs.isEmpty { text += "{}\n" }
    }
  }

  private var isEmpty: Bool {
    switch value {
    case .text(let text): text.isEmpty
    case .list(let items): items.isEmpty
    case .record(let pairs): pairs.isEmpty
    }
  }

  private static func quoted(_ text: String) -> String {
    let isPlain =
      text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
          UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: " "):
          true
        default: byte >= 0x80
        }
      } && text.first.map { $0.isLetter || $0.isNumber } == true && text.last != " "
    guard !isPlain else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
