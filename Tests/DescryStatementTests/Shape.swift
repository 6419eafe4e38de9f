import DescryCore
import DescryStatement
import FoundationEssentials
import Testing

/// A bank's file in its published shape, with invented rows and what is in them.
///
/// A `.shape` file holds lines `= day amount` for booked rows and `? day amount` for others, the
/// encoding that the bank uses, then `---` and the file itself.
struct Shape: CustomTestStringConvertible, Sendable {
  let name: String
  let bytes: [UInt8]
  let booked: [Row]
  let unbooked: [Row]

  struct Row: Hashable, Sendable, Comparable, CustomStringConvertible {
    let date: String
    let amount: Amount

    static func < (left: Row, right: Row) -> Bool {
      (left.date, left.amount) < (right.date, right.amount)
    }

    var description: String { "\(date) \(amount)" }
  }

  var testDescription: String { name }

  /// All shapes, by name.
  static let all: [Shape] = {
    let folder = String("\(#filePath)".dropLast("Shape.swift".count)) + "Shapes"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".shape") }.sorted().compactMap { name in
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return nil }
      return Shape(String(name.dropLast(6)), String(decoding: data, as: UTF8.self))
    }
  }()

  static func named(_ name: String) -> Shape? { all.first { $0.name == name } }

  private init?(_ name: String, _ text: String) {
    guard let split = text.firstRange(of: "---\n") else { return nil }
    var booked: [Row] = []
    var unbooked: [Row] = []
    var encoding = "utf-8"
    for line in text[..<split.lowerBound].split(separator: "\n") {
      let words = line.split(separator: " ")
      if line.hasPrefix("# encoding:"), let last = words.last { encoding = String(last) }
      guard words.count == 3, let amount = Amount(words[2]) else { continue }
      if words[0] == "=" { booked.append(Row(date: String(words[1]), amount: amount)) }
      if words[0] == "?" { unbooked.append(Row(date: String(words[1]), amount: amount)) }
    }
    self.name = name
    self.booked = booked.sorted()
    self.unbooked = unbooked.sorted()
    bytes = Self.encode(String(text[split.upperBound...]), encoding)
  }

  /// The text in a bank's encoding.
  private static func encode(_ text: String, _ encoding: String) -> [UInt8] {
    switch encoding {
    case "utf-16-le-bom": return [0xFF, 0xFE] + encode(text, "utf-16-le")
    case "utf-16-le":
      return text.utf16.flatMap {
        [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
      }
    case "utf-8": return Array(text.utf8)
    default:
      let table = encoding == "windows-1250" ? central : encoding == "latin9" ? latin9 : western
      return text.unicodeScalars.map { scalar in
        if let byte = table[scalar] { return byte }
        precondition(scalar.value < 0x100, "\(scalar) is not in \(encoding)")
        return UInt8(scalar.value)
      }
    }
  }

  private static let western: [Unicode.Scalar: UInt8] = ["€": 0x80, "’": 0x92, "–": 0x96]
  private static let latin9: [Unicode.Scalar: UInt8] = ["€": 0xA4, "œ": 0xBD]
  private static let central: [Unicode.Scalar: UInt8] = [
    "ą": 0xB9, "ć": 0xE6, "ę": 0xEA, "ł": 0xB3, "Ł": 0xA3, "ń": 0xF1, "ś": 0x9C, "Ś": 0x8C,
    "ź": 0x9F, "ż": 0xBF, "Ż": 0xAF, "č": 0xE8, "Č": 0xC8, "ď": 0xEF, "ě": 0xEC, "ň": 0xF2,
    "ř": 0xF8, "š": 0x9A, "ť": 0x9D, "ů": 0xF9, "ž": 0x9E, "Ž": 0x8E, "Ź": 0x8F, "Ń": 0xD1,
    "Ó": 0xD3, "Ć": 0xC6, "Ą": 0xA5, "Ę": 0xCA,
  ]
}
