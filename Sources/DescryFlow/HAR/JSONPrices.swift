import DescryCore

/// Finds prices in the answers of a shop's programming interface.
enum JSONPrices {
  private static let mostTexts = 200

  /// Adds texts such as `total 24.80 EUR` to a screen for the amounts that an answer names.
  static func add(_ content: [UInt8], to screen: inout Screen, at place: SourceLocation) {
    guard content.count < 4 << 20, let root = try? JSONParser.parse(content) else { return }
    var lines: [String] = []
    collect(root, name: "", currency: nil, into: &lines, depth: 0)
    guard !lines.isEmpty else { return }
    for line in lines {
      var element = Element(
        id: screen.elements.count, parent: nil, role: .text, text: line, location: place)
      // What a program was sent need not be shown to anybody.
      element.visibility = .unknown
      element.attributes["within"] = "json"
      screen.elements.append(element)
    }
  }

  private static func collect(
    _ value: JSONValue, name: String, currency: String?, into lines: inout [String], depth: Int
  ) {
    guard depth < 32, lines.count < mostTexts else { return }
    switch value {
    case .array(let values):
      for value in values {
        collect(value, name: name, currency: currency, into: &lines, depth: depth + 1)
      }
    case .object(let members, _):
      let own =
        members.first { $0.key.lowercased().contains("currency") }?.value.string ?? currency
      for member in members {
        if let line = line(member.key, member.value, under: name, own) {
          lines.append(line)
        } else {
          collect(member.value, name: member.key, currency: own, into: &lines, depth: depth + 1)
        }
      }
    default: break
    }
  }

  private static func line(
    _ key: String, _ value: JSONValue, under name: String, _ currency: String?
  )
    -> String?
  {
    let words = self.words(key)
    let isGeneric = words == ["amount"] || words == ["value"] || words == ["price"]
    guard isGeneric || words.contains(where: wanted.contains) else { return nil }
    // Whole numbers may be cents: only what has decimals or says its currency is an amount.
    let text: String
    switch value {
    case .number(let number) where number.contains("."): text = number
    case .string(let string)
    where string.utf8.count < 20 && string.utf8.contains { $0 &- 0x30 < 10 }:
      text = string
    default: return nil
    }
    let label = (isGeneric ? self.words(name) + words : words).joined(separator: " ")
    let hasCurrency = !PriceScanner.prices(in: text, standard: nil).isEmpty
    guard hasCurrency || (currency != nil && Amount(text) != nil) else { return nil }
    return hasCurrency ? "\(label): \(text)" : "\(label): \(text) \(currency?.uppercased() ?? "")"
  }

  private static let wanted: Set<String> = [
    "total", "subtotal", "price", "amount", "fee", "fees", "shipping", "delivery", "tax",
    "discount",
    "cost", "charge",
  ]

  /// The words of a key: `grandTotal` and `grand_total` are two.
  private static func words(_ key: String) -> [String] {
    var words: [String] = [""]
    for character in key {
      if character == "_" || character == "-" || character == "." {
        words.append("")
      } else if character.isUppercase, words.last?.last?.isLowercase == true {
        words.append(character.lowercased())
      } else {
        words[words.count - 1] += character.lowercased()
      }
    }
    return words.filter { !$0.isEmpty }
  }
}
