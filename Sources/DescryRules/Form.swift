internal import DescryText

/// A descriptor template: the words that a merchant prints, with placeholders from a closed list.
///
/// It becomes a PCRE2 pattern over the normalised line that tolerates what happens to lines on their
/// way: marks are lost, doubled or replaced by blanks (`AMZ*X`, `AMZ X`), digits are glued behind a
/// word (`CUCINA75PARIS`), the last word is cut where the line is cut.
public struct Form: Sendable, Hashable {
  /// Why a template was refused, and where.
  public struct Refusal: Error, Sendable, Hashable {
    /// What is wrong.
    public let message: String
    /// Where in the template, in characters from 0.
    public let offset: Int
  }

  /// What a placeholder stands for.
  public enum Placeholder: String, Sendable, CaseIterable {
    case reference, digits, phone, country, name, seller
  }

  /// The derived PCRE2 pattern.
  public let pattern: String
  /// How many letters and digits the template fixes: the more, the surer a match.
  public let weight: Int

  fileprivate enum Part {
    case word(String)
    /// A blank or a mark; `isStar` when the template writes a star, `isDot` when it writes a dot.
    case joint(isStar: Bool, isDot: Bool = false)
    case placeholder(Placeholder)
    case optional([String])
  }

  /// Reads a template.
  ///
  /// `needsStar` asks that a star of the template stands in the line too.
  public init(_ template: String, needsStar: Bool = false) throws(Refusal) {
    let parts = try Self.parts(of: template)
    weight = try Self.weight(of: parts)
    pattern = Self.pattern(parts, weight: weight, needsStar: needsStar)
  }

  /// The weight of a template alone; see `weight`.
  static func weight(of template: String) throws(Refusal) -> Int {
    // Of plain capitals, digits, marks and single placeholders every byte tells for itself.
    var weight = 0
    var isInside = false
    for byte in template.utf8 {
      switch byte {
      case UInt8(ascii: "{") where !isInside: isInside = true
      case UInt8(ascii: "}") where isInside: isInside = false
      case UInt8(ascii: "{"), UInt8(ascii: "}"), 0x80...:
        return try Self.weight(of: parts(of: template))
      case _ where isInside: break
      default:
        weight += NormalizedText.isLetter(byte & 0xDF) || NormalizedText.isDigit(byte) ? 1 : 0
      }
    }
    if isInside || weight < 2 { return try Self.weight(of: parts(of: template)) }
    return weight
  }

  private static func weight(of parts: [Part]) throws(Refusal) -> Int {
    let words = parts.compactMap { if case .word(let word) = $0 { word } else { nil } }
    guard !words.isEmpty else {
      throw Refusal(message: "a form needs at least one word of its own", offset: 0)
    }
    let weight = words.reduce(0) { $0 + $1.utf8.count }
    guard weight >= 2 else {
      throw Refusal(message: "a form of one letter would match anything", offset: 0)
    }
    return weight
  }

  private static func parts(of template: String) throws(Refusal) -> [Part] {
    var parts: [Part] = []
    var rest = template[...]
    func offset() -> Int { template.distance(from: template.startIndex, to: rest.startIndex) }
    while let character = rest.first {
      if character == "{" {
        guard let close = rest.firstIndex(of: "}") else {
          throw Refusal(message: "a placeholder without its closing brace", offset: offset())
        }
        let inside = rest[rest.index(after: rest.startIndex)..<close]
        if inside.hasPrefix("optional:") {
          let words = NormalizedText(inside.dropFirst(9))
          parts.append(.optional(words.tokens.map { words.string($0.range) }))
        } else if let placeholder = Placeholder(rawValue: String(inside)) {
          parts.append(.placeholder(placeholder))
        } else {
          let known = Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
          throw Refusal(
            message: "no placeholder '{\(inside)}'; there are \(known) {optional:WORD}",
            offset: offset())
        }
        rest = rest[rest.index(after: close)...]
        continue
      }
      let end = rest.firstIndex(of: "{") ?? rest.endIndex
      let literal = NormalizedText(rest[..<end])
      var place = 0
      if rest.first?.isWhitespace == true { parts.append(.joint(isStar: false)) }
      for token in literal.tokens {
        if token.range.lowerBound > place {
          let marks = literal.bytes[place..<token.range.lowerBound]
          parts.append(
            .joint(
              isStar: marks.contains(UInt8(ascii: "*")), isDot: marks.elementsEqual(".".utf8)))
        }
        parts.append(.word(literal.string(token.range)))
        place = token.range.upperBound
      }
      if place < literal.bytes.count {
        parts.append(.joint(isStar: literal.bytes[place...].contains(UInt8(ascii: "*"))))
      } else if rest[..<end].last?.isWhitespace == true {
        parts.append(.joint(isStar: false))
      }
      rest = rest[end...]
    }
    return parts
  }

  private static func pattern(_ parts: [Part], weight: Int, needsStar: Bool) -> String {
    let lastWord = parts.lastIndex { if case .word = $0 { true } else { false } } ?? 0
    var text = "(?<![A-Z0-9])"
    let gluesReference = gluesReference(parts[(lastWord + 1)...], weight: weight)
    for (place, part) in parts[...lastWord].enumerated() {
      switch part {
      case .word(let word):
        guard place == lastWord else {
          text += escape(word)
          continue
        }
        let end = last(word, weight: weight, gluesReference: gluesReference)
        if place > 0, case .joint(_, isDot: true) = parts[place - 1],
          weight - word.utf8.count >= 7
        {
          // A domain may be cut before its ending: THETOYSHOP, MASTERCLASS.C
          let cut = word.dropLast().reversed().reduce("") { "(?:\($1)\($0))?" }
          text += "(?:\(joint)\(end)|\(joint)\(cut)\\z)"
        } else {
          text += end
        }
      case .joint(_, isDot: true)
      where place == lastWord - 1 && weight - parts.lastWordLength >= 7:
        // Written with the domain's ending.
        break
      case .joint(let isStar, _):
        text += isStar && needsStar ? star : joint
      case .placeholder(let placeholder): text += expression(placeholder)
      case .optional(let words):
        text += "(?:\(words.map(escape).joined(separator: joint))\(joint))?"
      }
    }
    // What stands behind the last word may be missing, from its end on.
    var closing = ""
    for part in parts[(lastWord + 1)...] {
      switch part {
      case .joint(let isStar, _):
        if isStar && needsStar {
          text += star
        } else {
          text += "(?:\(joint)"
          closing += ")?"
        }
      case .placeholder(let placeholder):
        text += "(?:\(expression(placeholder))"
        closing += ")?"
      case .optional(let words):
        text += "(?:\(words.map(escape).joined(separator: joint)))?"
      case .word: break
      }
    }
    return text + closing
  }

  /// Whether a reference behind the star may stand glued to the word when the star is lost:
  /// FACEBK R2NTTPDV4 comes as FACEBKR2NTTPDV4.
  private static func gluesReference(_ parts: ArraySlice<Part>, weight: Int) -> Bool {
    guard weight >= 6, parts.count == 2, case .joint(isStar: true, _)? = parts.first,
      case .placeholder(.reference)? = parts.last
    else { return false }
    return true
  }

  /// The last word with what may not follow it, or cut at the end of the line.
  private static func last(_ word: String, weight: Int, gluesReference: Bool) -> String {
    let isShort = weight <= 3
    let endsInDigit = word.utf8.last.map(NormalizedText.isDigit) ?? false
    let border =
      isShort
      ? "(?![A-Z0-9])"
      : endsInDigit
        ? "(?![0-9])"
        : gluesReference
          ? "(?:(?![A-Z])|(?=[A-Z]{0,4}[0-9][A-Z0-9]{3,16}(?![A-Z0-9])))" : "(?![A-Z])"
    let letters = Array(word)
    let before = weight - word.utf8.count
    // A form of one word is cut only if most of it is there: "NETFL" is nobody else, "NETF" may be.
    // Of several words less of the last is needed where the others say enough: "EPIDEMIC SOU".
    let enough = max(9, (weight * 3 + 3) / 4) - before
    let least =
      before == 0
      ? max(6, (letters.count * 2 + 2) / 3)
      : min(max(4, (letters.count + 1) / 2), max(1, enough))
    guard letters.count > least, word.utf8.allSatisfy({ $0 < 0x80 }) else {
      return escape(word) + border
    }
    var cut = ""
    for letter in letters[least..<(letters.count - 1)].reversed() { cut = "(?:\(letter)\(cut))?" }
    return "(?:\(escape(word))\(border)|\(escape(String(letters[..<least])))\(cut)\\z)"
  }

  private static let joint = "[^A-Z0-9]{0,3}"
  private static let star = "[^A-Z0-9]{0,2}\\*[^A-Z0-9]{0,2}"

  private static func expression(_ placeholder: Placeholder) -> String {
    switch placeholder {
    case .reference: "(?<reference>[A-Z0-9]{3,20})"
    case .digits: "[0-9]{1,12}"
    case .phone: #"(?<phone>\+?[0-9][0-9 ().\-/]{5,17}[0-9])"#
    case .country: "(?<country>[A-Z]{2,3})(?![A-Z])"
    case .name: #"[A-Z][A-Z0-9 .'&-]{0,30}"#
    case .seller: "(?<seller>.+)"
    }
  }

  private static func escape(_ word: some StringProtocol) -> String {
    // Words are letters and digits (of any script): nothing in them is a metacharacter.
    String(word)
  }
}

extension [Form.Part] {
  /// How many letters the last word of a template has.
  fileprivate var lastWordLength: Int {
    for case .word(let word) in reversed() { return word.utf8.count }
    return 0
  }
}
